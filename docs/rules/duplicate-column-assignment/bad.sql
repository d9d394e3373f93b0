UPDATE orders SET state = 'open', note = NULL, state = 'new' WHERE id = 1;
