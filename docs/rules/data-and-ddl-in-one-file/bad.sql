ALTER TABLE orders ADD COLUMN priority int;
UPDATE orders SET priority = 1 WHERE id IN (7, 8);
