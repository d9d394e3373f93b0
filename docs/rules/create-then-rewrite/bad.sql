-- file: V2__customer_index.sql
CREATE INDEX CONCURRENTLY orders_customer_id_idx ON orders (customer_id);
-- file: V3__total.sql
ALTER TABLE orders ALTER COLUMN total TYPE double precision;
