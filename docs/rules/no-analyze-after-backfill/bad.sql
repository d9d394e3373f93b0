CREATE TABLE order_note (
    order_id bigint PRIMARY KEY,
    note text
);
INSERT INTO order_note (order_id, note) SELECT id, note FROM orders;
