UPDATE customer SET email = 'kim@example.com' WHERE id = 7;
