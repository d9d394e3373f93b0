CREATE TABLE orders (id bigint PRIMARY KEY, total numeric, note text);
CREATE VIEW open_orders AS SELECT id, total, note FROM orders;
