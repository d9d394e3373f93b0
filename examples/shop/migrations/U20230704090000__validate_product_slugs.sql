ALTER TABLE shop.products
    DROP CONSTRAINT products_slug_present,
    ADD CONSTRAINT products_slug_present CHECK (slug IS NOT NULL) NOT VALID;
