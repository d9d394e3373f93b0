-- file: V4__note.sql
ALTER TABLE orders ADD COLUMN note text;
