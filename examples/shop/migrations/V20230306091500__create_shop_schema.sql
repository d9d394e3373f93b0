-- turnstone: author=mira.okafor ticket=SHOP-1

CREATE SCHEMA shop;

COMMENT ON SCHEMA shop IS 'The web shop: customers, catalogue, orders and what follows from them.';

-- One trigger function for every table that has an updated_at column.
CREATE FUNCTION shop.touch_updated_at() RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    NEW.updated_at := now();
    RETURN NEW;
END;
$$;
