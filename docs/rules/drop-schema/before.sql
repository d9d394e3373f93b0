CREATE SCHEMA archive;
CREATE TABLE archive.orders (id bigint PRIMARY KEY, note text);
CREATE TABLE archive.customer (id bigint PRIMARY KEY, email text);
CREATE SCHEMA scratch;
