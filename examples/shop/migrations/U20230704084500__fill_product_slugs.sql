ALTER TABLE shop.products DROP CONSTRAINT products_slug_present;

DROP TRIGGER products_default_slug ON shop.products;

DROP FUNCTION shop.default_product_slug();

-- Slugs that somebody chose stay.
UPDATE shop.products
SET slug = NULL
WHERE slug = shop.slugify(title) || '-' || id;
