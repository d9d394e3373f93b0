CREATE INDEX CONCURRENTLY orders_customer_id_idx ON shop.orders (customer_id);

DROP INDEX CONCURRENTLY shop.orders_customer_id_placed_at_idx;
