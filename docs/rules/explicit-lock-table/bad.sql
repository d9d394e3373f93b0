LOCK TABLE orders;
ALTER TABLE orders ADD COLUMN remark text;
