CREATE TABLE orders (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    country text,
    state text
);
CREATE VIEW open_orders AS SELECT id, country FROM orders WHERE state = 'open';
CREATE VIEW open_orders_by_country AS SELECT country, count(*) AS orders FROM open_orders GROUP BY country;
