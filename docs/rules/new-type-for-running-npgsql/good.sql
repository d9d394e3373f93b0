ALTER TABLE customer ADD COLUMN mood mood;
