CREATE INDEX CONCURRENTLY orders_search_idx ON orders (customer_id, state, placed_at) INCLUDE (total);
