ALTER TABLE accounts ADD COLUMN email text;
CREATE INDEX CONCURRENTLY accounts_email ON accounts (email);
ALTER TABLE accounts ADD COLUMN phone text;
UPDATE accounts SET phone = '' WHERE phone IS NULL;
VACUUM ANALYZE accounts;
ALTER TABLE accounts DETACH PARTITION accounts_2020 CONCURRENTLY;
