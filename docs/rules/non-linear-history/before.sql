-- file: V1__shop.sql
CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, total numeric(10, 2) NOT NULL);
-- file: V3__state.sql
ALTER TABLE orders ADD COLUMN state text;
