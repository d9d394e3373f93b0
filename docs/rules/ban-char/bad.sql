ALTER TABLE customer ADD COLUMN language char(2);
