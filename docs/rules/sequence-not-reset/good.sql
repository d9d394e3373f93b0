INSERT INTO orders (id, total) OVERRIDING SYSTEM VALUE VALUES (1, 10), (2, 20);
SELECT setval(pg_get_serial_sequence('orders', 'id'), max(id)) FROM orders;
