CREATE TABLE orders (id bigint PRIMARY KEY, total numeric);
CREATE VIEW all_orders AS SELECT * FROM orders;
