CREATE TYPE size AS ENUM ('small', 'large');
ALTER TABLE customer ADD COLUMN size size;
