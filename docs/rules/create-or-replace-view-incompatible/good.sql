CREATE OR REPLACE VIEW open_orders AS SELECT id, total, note, total > 100 AS is_large FROM orders;
