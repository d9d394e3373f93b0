-- turnstone: lock_timeout=250ms statement_timeout=5min
ALTER TABLE accounts ADD COLUMN a int;
CREATE INDEX CONCURRENTLY accounts_a ON accounts (a);
VACUUM accounts;
