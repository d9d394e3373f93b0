ALTER TABLE orders ADD COLUMN paid_at timestamptz;
CREATE OR REPLACE VIEW all_orders AS SELECT id, total, paid_at FROM orders;
