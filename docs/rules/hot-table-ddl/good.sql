ALTER TABLE customer ADD COLUMN phone text;
CREATE INDEX CONCURRENTLY orders_state_idx ON orders (state);
