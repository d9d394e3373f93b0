-- PostgreSQL 18
ALTER TABLE orders ADD CONSTRAINT orders_customer_id_set CHECK (customer_id IS NOT NULL) NOT VALID;
