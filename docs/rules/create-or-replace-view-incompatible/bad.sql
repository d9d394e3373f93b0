CREATE OR REPLACE VIEW open_orders AS SELECT id, note FROM orders;
