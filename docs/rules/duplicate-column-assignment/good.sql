UPDATE orders SET state = 'open', note = NULL WHERE id = 1;
