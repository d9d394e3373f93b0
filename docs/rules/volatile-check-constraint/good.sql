ALTER TABLE orders ADD CONSTRAINT orders_placed_after_2020 CHECK (placed_at >= '2020-01-01 00:00:00+00') NOT VALID;
