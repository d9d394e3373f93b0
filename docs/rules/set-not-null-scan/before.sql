CREATE TABLE orders (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id bigint,
    note text,
    CONSTRAINT orders_note_known CHECK (note IS NOT NULL)
);
