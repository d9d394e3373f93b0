ALTER TABLE customer ADD COLUMN street varchar(200);
