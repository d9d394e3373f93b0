CREATE TABLE customer (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email varchar(200) NOT NULL
);
COMMENT ON COLUMN customer.email IS 'Where we write to. [regulated by privacy]';
CREATE TABLE invoice (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    total numeric(10, 2) NOT NULL
);
COMMENT ON TABLE invoice IS 'What was billed. [retention: 7 years by finance]';
