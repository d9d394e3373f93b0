CREATE INDEX CONCURRENTLY orders_placed_at_customer_id_idx ON orders (placed_at, customer_id);
