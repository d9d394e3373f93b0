ALTER TABLE orders ADD COLUMN fee numeric(10, 2);
