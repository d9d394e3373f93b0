-- The column's check was validated before, so nothing is read.
ALTER TABLE orders ALTER COLUMN state SET NOT NULL, ADD CONSTRAINT orders_total_positive CHECK (total > 0) NOT VALID;
