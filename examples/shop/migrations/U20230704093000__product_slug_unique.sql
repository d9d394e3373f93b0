ALTER TABLE shop.products DROP CONSTRAINT products_slug_key;
