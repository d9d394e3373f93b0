-- turnstone: transaction=none
REINDEX TABLE accounts;
REINDEX TABLE CONCURRENTLY accounts;
REINDEX (CONCURRENTLY, VERBOSE) INDEX accounts_email;
REINDEX (CONCURRENTLY OFF) INDEX accounts_email;
REINDEX SCHEMA public;
DROP INDEX CONCURRENTLY accounts_email;
