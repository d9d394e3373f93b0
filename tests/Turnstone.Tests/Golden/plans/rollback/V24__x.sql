-- turnstone: transaction=none
BEGIN;
CREATE TABLE a (id int);
ROLLBACK;
ABORT;
COMMIT AND CHAIN;
