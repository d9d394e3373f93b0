CREATE SCHEMA sales;
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint);
