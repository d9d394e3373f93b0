-- turnstone: author=tomas.varga ticket=SHOP-61
-- 3 of 5: the scan, while reading and writing go on.

ALTER TABLE shop.products VALIDATE CONSTRAINT products_slug_present;
