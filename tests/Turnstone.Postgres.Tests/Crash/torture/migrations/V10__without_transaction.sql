-- turnstone: transaction=none
CREATE TABLE one (id int PRIMARY KEY, v int);
INSERT INTO one SELECT g, g FROM generate_series(1, 100) g;
BEGIN;
INSERT INTO one VALUES (101, 101);
UPDATE one SET v = v + 1;
COMMIT;
VACUUM one;
UPDATE one SET v = v + 1;
CREATE INDEX CONCURRENTLY one_v ON one (v);
DO $$ BEGIN UPDATE one SET v = v + 1; END $$;
REINDEX TABLE one;
REINDEX TABLE p;
DROP INDEX CONCURRENTLY one_v;
