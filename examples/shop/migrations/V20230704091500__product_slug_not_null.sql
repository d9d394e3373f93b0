-- turnstone: author=tomas.varga ticket=SHOP-61
-- 4 of 5: NOT NULL without a scan, because the CHECK proves it. Two statements on purpose: in one
-- ALTER TABLE the constraint is dropped first and proves nothing.

ALTER TABLE shop.products ALTER COLUMN slug SET NOT NULL;

ALTER TABLE shop.products DROP CONSTRAINT products_slug_present;
