-- turnstone: author=tomas.varga ticket=SHOP-61
-- Readable product addresses, 1 of 5: the column and the function that makes a slug.

CREATE FUNCTION shop.slugify(words text) RETURNS text
    LANGUAGE sql
    IMMUTABLE
    STRICT
    PARALLEL SAFE
BEGIN ATOMIC
    SELECT trim(BOTH '-' FROM regexp_replace(lower(words), '[^a-z0-9]+', '-', 'g'));
END;

ALTER TABLE shop.products ADD COLUMN slug text;
