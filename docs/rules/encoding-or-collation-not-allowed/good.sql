ALTER TABLE customer ADD COLUMN city text;
ALTER TABLE customer ADD COLUMN code text COLLATE "C";
