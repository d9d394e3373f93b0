DELETE FROM customer WHERE email LIKE '%@example.org';
