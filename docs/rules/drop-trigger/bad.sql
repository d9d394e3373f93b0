DROP TRIGGER orders_touched ON orders;
