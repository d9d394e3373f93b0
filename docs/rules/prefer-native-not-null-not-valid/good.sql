-- PostgreSQL 18
ALTER TABLE orders ADD CONSTRAINT orders_customer_id_set NOT NULL customer_id NOT VALID;
