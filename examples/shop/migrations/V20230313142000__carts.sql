-- turnstone: author=mira.okafor ticket=SHOP-14

CREATE TABLE shop.carts (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id bigint REFERENCES shop.customers (id) ON DELETE CASCADE,
    token uuid NOT NULL DEFAULT gen_random_uuid(),
    checked_out_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT carts_token_key UNIQUE (token)
);

COMMENT ON COLUMN shop.carts.customer_id IS 'Null while a guest has not signed in.';

CREATE INDEX carts_customer_id_idx ON shop.carts (customer_id);

CREATE TRIGGER carts_touch_updated_at
    BEFORE UPDATE ON shop.carts
    FOR EACH ROW EXECUTE FUNCTION shop.touch_updated_at();

CREATE TABLE shop.cart_items (
    cart_id bigint NOT NULL REFERENCES shop.carts (id) ON DELETE CASCADE,
    product_id bigint NOT NULL REFERENCES shop.products (id) ON DELETE CASCADE,
    quantity integer NOT NULL,
    PRIMARY KEY (cart_id, product_id),
    CONSTRAINT cart_items_quantity_check CHECK (quantity BETWEEN 1 AND 99)
);

CREATE INDEX cart_items_product_id_idx ON shop.cart_items (product_id);
