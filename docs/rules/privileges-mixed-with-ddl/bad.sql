ALTER TABLE orders ADD COLUMN remark text;
GRANT SELECT ON orders TO shop_support;
