CREATE TABLE order_line (order_id bigint PRIMARY KEY);
