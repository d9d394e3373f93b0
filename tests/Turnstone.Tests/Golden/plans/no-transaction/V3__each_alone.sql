-- turnstone: transaction=none
CREATE TABLE a (id int);
BEGIN;
CREATE TABLE b (id int);
SAVEPOINT s;
CREATE TABLE c (id int);
ROLLBACK TO s;
COMMIT;
CREATE INDEX a_id ON a (id);
DO $$ BEGIN COMMIT; END $$;
START TRANSACTION;
DROP TABLE a;
END;
