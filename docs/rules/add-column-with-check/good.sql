ALTER TABLE orders ADD COLUMN rating integer;
ALTER TABLE orders ADD CONSTRAINT orders_rating_1_to_5 CHECK (rating BETWEEN 1 AND 5) NOT VALID;
