ALTER TABLE customer ADD COLUMN letter text COMPRESSION pglz;
