ALTER TABLE orders ADD COLUMN remark text;
VACUUM (ANALYZE) orders;
