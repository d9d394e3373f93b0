ALTER TABLE ONLY reading ADD COLUMN sensor bigint;
