DELETE FROM orders WHERE id = 4711;
ALTER TABLE orders ADD COLUMN remark text;
