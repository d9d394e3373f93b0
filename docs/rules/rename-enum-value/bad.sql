ALTER TYPE order_state RENAME VALUE 'payed' TO 'paid';
