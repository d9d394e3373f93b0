ALTER TABLE orders ADD COLUMN buyer_id bigint DEFAULT 1 REFERENCES customer (id);
