CREATE DOMAIN email_address AS text CHECK (VALUE LIKE '%@%');
CREATE TABLE customer (
    id bigint PRIMARY KEY,
    name text
);
