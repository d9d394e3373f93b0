-- turnstone: author=jonas.lindqvist ticket=SHOP-21

CREATE TABLE shop.payments (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id bigint NOT NULL REFERENCES shop.orders (id) ON DELETE RESTRICT,
    provider text NOT NULL,
    provider_reference text NOT NULL,
    amount numeric(14, 2) NOT NULL,
    currency text NOT NULL DEFAULT '${currency}',
    captured_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT payments_provider_reference_key UNIQUE (provider, provider_reference),
    CONSTRAINT payments_provider_check CHECK (provider IN ('stripe', 'paypal', 'invoice')),
    CONSTRAINT payments_amount_check CHECK (amount > 0),
    CONSTRAINT payments_currency_check CHECK (currency ~ '^[A-Z]{3}$')
);

CREATE INDEX payments_order_id_idx ON shop.payments (order_id);

CREATE TABLE shop.shipments (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id bigint NOT NULL REFERENCES shop.orders (id) ON DELETE RESTRICT,
    carrier text NOT NULL,
    tracking_code text,
    shipped_at timestamptz NOT NULL DEFAULT now(),
    delivered_at timestamptz,
    label_url text,
    CONSTRAINT shipments_delivered_after_shipped CHECK (delivered_at >= shipped_at)
);

CREATE INDEX shipments_order_id_idx ON shop.shipments (order_id);
