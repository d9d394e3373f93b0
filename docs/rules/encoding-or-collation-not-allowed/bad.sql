ALTER TABLE customer ADD COLUMN city text COLLATE "en_US.utf8";
