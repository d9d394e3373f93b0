-- The migrations before this one:
--   ALTER TABLE orders ADD CONSTRAINT orders_note_known CHECK (note IS NOT NULL) NOT VALID;
--   ALTER TABLE orders VALIDATE CONSTRAINT orders_note_known;
ALTER TABLE orders ALTER COLUMN note SET NOT NULL;
