ALTER TABLE customer ADD COLUMN language text DEFAULT 'de';
