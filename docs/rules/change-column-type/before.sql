CREATE TABLE orders (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    total numeric(10, 2) NOT NULL,
    note varchar(80),
    state text
);
CREATE INDEX orders_note ON orders (note);
