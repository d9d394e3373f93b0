CREATE TABLE customer (
    id bigint PRIMARY KEY,
    name text,
    code varchar(20) COLLATE "C"
);
CREATE INDEX customer_name ON customer (name);
CREATE INDEX customer_code ON customer (code);
