DELETE FROM customer WHERE email LIKE 'test-%';
