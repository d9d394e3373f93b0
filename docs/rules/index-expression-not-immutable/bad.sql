CREATE INDEX CONCURRENTLY orders_day_idx ON orders ((placed_at::date));
