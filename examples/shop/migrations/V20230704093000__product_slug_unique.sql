-- turnstone: author=tomas.varga ticket=SHOP-61
-- 5 of 5: the index is built without blocking writes; making it a constraint takes a moment.

CREATE UNIQUE INDEX CONCURRENTLY products_slug_key ON shop.products (slug);

ALTER TABLE shop.products ADD CONSTRAINT products_slug_key UNIQUE USING INDEX products_slug_key;
