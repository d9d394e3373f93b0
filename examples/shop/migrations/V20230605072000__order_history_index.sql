-- turnstone: author=tomas.varga ticket=SHOP-52
-- "My orders" sorts by date. The new index also serves the foreign key, so the old one goes.

CREATE INDEX CONCURRENTLY orders_customer_id_placed_at_idx ON shop.orders (customer_id, placed_at DESC);

DROP INDEX CONCURRENTLY shop.orders_customer_id_idx;
