UPDATE orders SET state = 'open' WHERE id BETWEEN 1 AND 1000 AND state IS NULL;
