-- turnstone: author=jonas.lindqvist ticket=SHOP-9

-- A product has one price at any moment. The range over a single id stands in for
-- btree_gist, so that no extension is needed.
CREATE TABLE shop.prices (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    product_id bigint NOT NULL REFERENCES shop.products (id) ON DELETE CASCADE,
    amount numeric(12, 2) NOT NULL,
    valid tstzrange NOT NULL DEFAULT tstzrange(now(), NULL),
    CONSTRAINT prices_amount_check CHECK (amount >= 0),
    CONSTRAINT prices_valid_check CHECK (NOT isempty(valid)),
    CONSTRAINT prices_one_at_a_time EXCLUDE USING gist (
        int8range(product_id, product_id, '[]') WITH =,
        valid WITH &&
    )
);

CREATE INDEX prices_product_id_idx ON shop.prices (product_id);

CREATE TABLE shop.inventory (
    product_id bigint PRIMARY KEY REFERENCES shop.products (id) ON DELETE CASCADE,
    on_hand integer NOT NULL,
    CONSTRAINT inventory_on_hand_check CHECK (on_hand >= 0)
);

CREATE TABLE shop.stock_movements (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    product_id bigint NOT NULL REFERENCES shop.products (id) ON DELETE RESTRICT,
    quantity integer NOT NULL,
    reason text NOT NULL,
    moved_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT stock_movements_quantity_check CHECK (quantity <> 0),
    CONSTRAINT stock_movements_reason_check CHECK (reason IN ('delivery', 'sale', 'return', 'correction'))
);

CREATE INDEX stock_movements_product_id_moved_at_idx ON shop.stock_movements (product_id, moved_at);

-- Not INSERT … ON CONFLICT: the CHECK would refuse the negative quantity of a sale
-- before the conflict is looked at.
CREATE FUNCTION shop.apply_stock_movement() RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    UPDATE shop.inventory
    SET on_hand = on_hand + NEW.quantity
    WHERE product_id = NEW.product_id;

    IF NOT FOUND THEN
        INSERT INTO shop.inventory (product_id, on_hand)
        VALUES (NEW.product_id, NEW.quantity);
    END IF;

    RETURN NULL;
END;
$$;

CREATE TRIGGER stock_movements_apply
    AFTER INSERT ON shop.stock_movements
    FOR EACH ROW EXECUTE FUNCTION shop.apply_stock_movement();
