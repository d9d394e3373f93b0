-- turnstone: author=tomas.varga ticket=SHOP-91
-- What visitors do, by half-year. No default partition: it would be scanned each time one is added.

CREATE TABLE shop.events (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    occurred_at timestamptz NOT NULL DEFAULT now(),
    kind text NOT NULL,
    customer_id bigint,
    payload jsonb NOT NULL DEFAULT '{}',
    PRIMARY KEY (occurred_at, id),
    CONSTRAINT events_kind_check CHECK (kind ~ '^[a-z]+([.][a-z]+)*$')
) PARTITION BY RANGE (occurred_at);

COMMENT ON COLUMN shop.events.customer_id IS 'Without a foreign key: an event outlives its customer.';

CREATE TABLE shop.events_2023_h2 PARTITION OF shop.events
    FOR VALUES FROM ('2023-07-01 00:00:00+00') TO ('2024-01-01 00:00:00+00');

CREATE TABLE shop.events_2024_h1 PARTITION OF shop.events
    FOR VALUES FROM ('2024-01-01 00:00:00+00') TO ('2024-07-01 00:00:00+00');

CREATE TABLE shop.events_2024_h2 PARTITION OF shop.events
    FOR VALUES FROM ('2024-07-01 00:00:00+00') TO ('2025-01-01 00:00:00+00');
