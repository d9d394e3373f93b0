CREATE VIEW customer_abroad AS SELECT id, email, name FROM customer WHERE country <> 'NO';
