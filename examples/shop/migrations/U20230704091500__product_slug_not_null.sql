-- turnstone: transaction=none
-- A transaction for each statement, so that the scan does not run under the first one's lock.

ALTER TABLE shop.products
    ADD CONSTRAINT products_slug_present CHECK (slug IS NOT NULL) NOT VALID;

ALTER TABLE shop.products VALIDATE CONSTRAINT products_slug_present;

ALTER TABLE shop.products ALTER COLUMN slug DROP NOT NULL;
