CREATE TYPE mood AS ENUM ('happy', 'sad');
CREATE TABLE customer (
    id bigint PRIMARY KEY,
    name text
);
