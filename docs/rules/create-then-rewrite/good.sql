-- file: V2__total.sql
ALTER TABLE orders ALTER COLUMN total TYPE numeric(12, 2);
-- file: V3__customer_index.sql
CREATE INDEX CONCURRENTLY orders_customer_id_idx ON orders (customer_id);
