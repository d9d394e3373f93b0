CREATE TABLE orders (
    id bigint PRIMARY KEY,
    discount numeric(10, 2) NOT NULL,
    total numeric(10, 2) NOT NULL,
    CONSTRAINT orders_discount_positive CHECK (discount >= 0),
    CONSTRAINT orders_total_not_0 CHECK (total <> 0),
    CONSTRAINT orders_total_at_least_1 CHECK (total >= 1)
);
