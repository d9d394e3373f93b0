CREATE TABLE order_state (
    name text PRIMARY KEY
);
INSERT INTO order_state (name) VALUES ('open'), ('paid'), ('sent');
