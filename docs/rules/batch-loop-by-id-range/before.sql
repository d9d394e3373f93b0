CREATE TABLE orders (id bigint PRIMARY KEY, state text);
INSERT INTO orders (id) VALUES (1), (5000);
