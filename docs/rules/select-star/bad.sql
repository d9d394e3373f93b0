CREATE VIEW customer_abroad AS SELECT * FROM customer WHERE country <> 'NO';
