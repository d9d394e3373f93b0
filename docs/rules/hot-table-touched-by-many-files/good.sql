-- file: V2__country_and_payment.sql
ALTER TABLE orders
    ADD COLUMN country text,
    ADD COLUMN paid_at timestamptz,
    ADD CONSTRAINT orders_total_positive CHECK (total >= 0) NOT VALID;
-- file: V3__total_tested.sql
ALTER TABLE orders VALIDATE CONSTRAINT orders_total_positive;
