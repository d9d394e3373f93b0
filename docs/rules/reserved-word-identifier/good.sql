CREATE TABLE account (id bigint PRIMARY KEY, order_id bigint);
