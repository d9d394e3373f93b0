DROP TABLE orders;
ALTER TABLE customer DROP COLUMN country;
