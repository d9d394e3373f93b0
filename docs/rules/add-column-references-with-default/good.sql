ALTER TABLE orders ADD COLUMN buyer_id bigint DEFAULT 1;
CREATE INDEX CONCURRENTLY orders_buyer_id_idx ON orders (buyer_id);
ALTER TABLE orders ADD CONSTRAINT orders_buyer_id_fkey FOREIGN KEY (buyer_id) REFERENCES customer (id) NOT VALID;
