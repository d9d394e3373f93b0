INSERT INTO accounts SELECT * FROM imported;
-- no e-mail address twice
-- turnstone: assert
SELECT email FROM accounts GROUP BY email HAVING count(*) > 1;
CREATE UNIQUE INDEX CONCURRENTLY accounts_email ON accounts (email);
-- turnstone: assert
SELECT indisvalid FROM pg_index WHERE indexrelid = 'accounts_email'::regclass;
