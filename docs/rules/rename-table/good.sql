ALTER TABLE orders RENAME TO purchase;
CREATE VIEW orders AS SELECT id, customer_id, total, note, state, placed_at FROM purchase;
