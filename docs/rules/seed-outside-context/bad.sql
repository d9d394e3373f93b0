INSERT INTO customer (email, name) VALUES ('kim@example.com', 'Kim'), ('ada@example.com', 'Ada');
