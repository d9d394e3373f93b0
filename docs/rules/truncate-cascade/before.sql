CREATE TABLE customer (id bigint PRIMARY KEY, email text);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customer);
CREATE TABLE invoice (id bigint PRIMARY KEY, order_id bigint REFERENCES orders);
