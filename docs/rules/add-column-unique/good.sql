ALTER TABLE customer ADD COLUMN nickname text;
