INSERT INTO customer (email, country) VALUES ('ada@example.org', 'NO'), ('bo@example.org', 'NO');
