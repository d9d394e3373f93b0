-- turnstone: author=mira.okafor ticket=SHOP-17

CREATE TYPE shop.order_status AS ENUM ('pending', 'paid', 'shipped', 'cancelled');

CREATE SEQUENCE shop.order_number START WITH 10001;

CREATE TABLE shop.orders (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    number text NOT NULL DEFAULT 'S-' || nextval('shop.order_number'),
    customer_id bigint NOT NULL REFERENCES shop.customers (id) ON DELETE RESTRICT,
    shipping_address_id bigint NOT NULL REFERENCES shop.addresses (id) ON DELETE RESTRICT,
    status shop.order_status NOT NULL DEFAULT 'pending',
    currency text NOT NULL DEFAULT '${currency}',
    placed_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT orders_number_key UNIQUE (number),
    CONSTRAINT orders_currency_check CHECK (currency ~ '^[A-Z]{3}$')
);

ALTER SEQUENCE shop.order_number OWNED BY shop.orders.number;

CREATE INDEX orders_customer_id_idx ON shop.orders (customer_id);

CREATE INDEX orders_shipping_address_id_idx ON shop.orders (shipping_address_id);

CREATE TRIGGER orders_touch_updated_at
    BEFORE UPDATE ON shop.orders
    FOR EACH ROW EXECUTE FUNCTION shop.touch_updated_at();

CREATE TABLE shop.order_items (
    order_id bigint NOT NULL REFERENCES shop.orders (id) ON DELETE CASCADE,
    line_number integer NOT NULL,
    product_id bigint NOT NULL REFERENCES shop.products (id) ON DELETE RESTRICT,
    quantity integer NOT NULL,
    unit_price numeric(12, 2) NOT NULL,
    line_total numeric(14, 2) NOT NULL GENERATED ALWAYS AS (quantity * unit_price) STORED,
    backordered boolean NOT NULL DEFAULT false,
    PRIMARY KEY (order_id, line_number),
    CONSTRAINT order_items_quantity_check CHECK (quantity BETWEEN 1 AND 99),
    CONSTRAINT order_items_unit_price_check CHECK (unit_price >= 0)
);

CREATE INDEX order_items_product_id_idx ON shop.order_items (product_id);
