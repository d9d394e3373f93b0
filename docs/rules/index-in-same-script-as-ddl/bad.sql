ALTER TABLE orders ADD COLUMN country text;
CREATE INDEX CONCURRENTLY orders_country_idx ON orders (country);
