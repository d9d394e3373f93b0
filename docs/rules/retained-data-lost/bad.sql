DELETE FROM invoice WHERE id < 1000;
UPDATE customer SET email = 'kim@example.com' WHERE id = 7;
