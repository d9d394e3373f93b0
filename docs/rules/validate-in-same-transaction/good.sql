-- Added NOT VALID by the migration before this one.
ALTER TABLE orders VALIDATE CONSTRAINT orders_total_whole;
