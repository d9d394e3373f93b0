CREATE TABLE orders (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    total numeric(10, 2) NOT NULL,
    state text DEFAULT 'open',
    CONSTRAINT orders_state_known CHECK (state IS NOT NULL)
);
