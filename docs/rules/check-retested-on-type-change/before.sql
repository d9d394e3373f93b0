CREATE TABLE customer (
    id bigint PRIMARY KEY,
    email varchar(200) NOT NULL,
    CONSTRAINT customer_email_has_at CHECK (email LIKE '%@%')
);
