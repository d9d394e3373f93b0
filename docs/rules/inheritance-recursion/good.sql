ALTER TABLE reading ADD COLUMN sensor bigint;
