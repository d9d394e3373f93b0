CREATE INDEX CONCURRENTLY ON orders (customer_id, placed_at);
