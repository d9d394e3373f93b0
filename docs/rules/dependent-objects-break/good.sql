-- No view is made of note.
ALTER TABLE orders ALTER COLUMN note TYPE text;
