DELETE FROM orders WHERE date_trunc('year', placed_at) = '2020-01-01';
