-- file: V2__country.sql
ALTER TABLE orders ADD COLUMN country text;
-- file: V3__country_index.sql
CREATE INDEX CONCURRENTLY orders_country_idx ON orders (country);
