CREATE TABLE orders (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    total numeric(10, 2) NOT NULL
);
ALTER TABLE orders ADD CONSTRAINT orders_total_whole CHECK (total = trunc(total)) NOT VALID;
