-- file: V2__country.sql
ALTER TABLE orders ADD COLUMN country text;
-- file: V3__paid.sql
ALTER TABLE orders ADD COLUMN paid_at timestamptz;
-- file: V4__total.sql
ALTER TABLE orders ADD CONSTRAINT orders_total_positive CHECK (total >= 0) NOT VALID;
