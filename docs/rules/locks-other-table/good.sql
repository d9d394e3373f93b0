CREATE TABLE complaint (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id bigint NOT NULL
);
-- In a short migration of its own, and validated in a later one:
--   ALTER TABLE complaint ADD CONSTRAINT complaint_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer (id) NOT VALID;
