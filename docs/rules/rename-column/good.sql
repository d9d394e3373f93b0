-- The application writes both from now on; a backfill copies what is there, and note goes in a later release.
ALTER TABLE orders ADD COLUMN remark varchar(80);
