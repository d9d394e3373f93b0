CREATE DOMAIN email_address AS text;
CREATE TABLE customer (
    id bigint PRIMARY KEY,
    email email_address
);
