-- The migrations before this one:
--   ALTER TABLE orders ADD CONSTRAINT orders_total_at_least_1 CHECK (total >= 1) NOT VALID;
--   ALTER TABLE orders VALIDATE CONSTRAINT orders_total_at_least_1;
ALTER TABLE orders DROP CONSTRAINT orders_total_not_0;
