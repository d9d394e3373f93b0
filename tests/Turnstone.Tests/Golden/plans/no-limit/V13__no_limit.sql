-- turnstone: lock_timeout=0
ALTER TABLE accounts ADD COLUMN a int;
