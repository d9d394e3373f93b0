ALTER TABLE orders ADD COLUMN remark text;
UPDATE orders SET remark = note WHERE note IS NOT NULL;
