-- file: V2__full_name.sql
-- turnstone: phase=expand
ALTER TABLE customer ADD COLUMN full_name text;
-- file: V3__no_name.sql
-- turnstone: phase=contract
ALTER TABLE customer DROP COLUMN name;
