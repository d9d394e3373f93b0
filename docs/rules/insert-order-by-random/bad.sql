INSERT INTO customer (email, name)
SELECT note, note FROM orders WHERE placed_at > '2026-01-01' ORDER BY random() LIMIT 100;
