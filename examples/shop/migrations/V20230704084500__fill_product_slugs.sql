-- turnstone: author=tomas.varga ticket=SHOP-61
-- 2 of 5: a slug for every product. The catalogue has some twenty thousand rows and only editors
-- write to it, so one statement will do; customers go on reading. The strong lock comes last.

CREATE FUNCTION shop.default_product_slug() RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    NEW.slug := coalesce(NEW.slug, shop.slugify(NEW.title) || '-' || NEW.id);
    RETURN NEW;
END;
$$;

-- The previous release inserts products without a slug.
CREATE TRIGGER products_default_slug
    BEFORE INSERT ON shop.products
    FOR EACH ROW EXECUTE FUNCTION shop.default_product_slug();

UPDATE shop.products
SET slug = shop.slugify(title) || '-' || id
WHERE slug IS NULL;

ALTER TABLE shop.products
    ADD CONSTRAINT products_slug_present CHECK (slug IS NOT NULL) NOT VALID;
