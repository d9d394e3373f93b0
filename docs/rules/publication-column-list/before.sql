CREATE TABLE orders (id bigint PRIMARY KEY, total numeric);
CREATE PUBLICATION reports FOR TABLE orders;
