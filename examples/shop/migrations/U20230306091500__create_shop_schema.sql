DROP FUNCTION shop.touch_updated_at();

DROP SCHEMA shop;
