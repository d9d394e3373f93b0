UPDATE orders SET state = 'open' WHERE id IN (7, 8);
