DELETE FROM orders WHERE placed_at >= '2020-01-01' AND placed_at < '2021-01-01';
