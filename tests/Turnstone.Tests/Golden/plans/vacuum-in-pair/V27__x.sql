-- turnstone: transaction=none
BEGIN;
UPDATE accounts SET name = '';
VACUUM accounts;
COMMIT;
