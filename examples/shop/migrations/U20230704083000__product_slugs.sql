ALTER TABLE shop.products DROP COLUMN slug;

DROP FUNCTION shop.slugify(text);
