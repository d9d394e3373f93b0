ALTER TABLE orders DROP CONSTRAINT orders_discount_positive;
