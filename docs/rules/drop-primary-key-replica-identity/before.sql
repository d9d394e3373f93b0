CREATE TABLE orders (
    id bigint PRIMARY KEY,
    number text NOT NULL
);
CREATE UNIQUE INDEX orders_number ON orders (number);
CREATE PUBLICATION shop FOR TABLE orders;
