-- It was the last column, so it comes back in its place; its values do not.

ALTER TABLE shop.shipments ADD COLUMN label_url text;
