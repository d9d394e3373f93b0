ALTER TABLE customer ADD COLUMN street text;
