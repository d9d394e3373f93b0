-- turnstone: author=mira.okafor ticket=SHOP-2

CREATE TABLE shop.customers (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email text NOT NULL,
    full_name text NOT NULL,
    phone text,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT customers_email_check CHECK (email LIKE '%_@_%')
);

-- People sign in with any spelling of their address.
CREATE UNIQUE INDEX customers_email_key ON shop.customers (lower(email));

CREATE TRIGGER customers_touch_updated_at
    BEFORE UPDATE ON shop.customers
    FOR EACH ROW EXECUTE FUNCTION shop.touch_updated_at();

CREATE TABLE shop.addresses (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer_id bigint NOT NULL REFERENCES shop.customers (id) ON DELETE CASCADE,
    recipient text NOT NULL,
    street text NOT NULL,
    postal_code text NOT NULL,
    city text NOT NULL,
    country text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT addresses_country_check CHECK (country ~ '^[A-Z][A-Z]$')
);

CREATE INDEX addresses_customer_id_idx ON shop.addresses (customer_id);

COMMENT ON COLUMN shop.addresses.country IS 'ISO 3166-1 alpha-2.';
