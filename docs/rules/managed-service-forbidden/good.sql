INSERT INTO orders (customer_id, total) VALUES (7, 12.50), (8, 9.90);
