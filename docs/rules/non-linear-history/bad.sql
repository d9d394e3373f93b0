-- file: V2__note.sql
ALTER TABLE orders ADD COLUMN note text;
