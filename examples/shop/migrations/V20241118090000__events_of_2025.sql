-- turnstone: author=tomas.varga ticket=SHOP-131
-- Made beside the parent and then attached: ATTACH lets reading and writing of the other
-- partitions go on, PARTITION OF does not.

CREATE TABLE shop.events_2025_h1 (LIKE shop.events INCLUDING ALL);

CREATE TABLE shop.events_2025_h2 (LIKE shop.events INCLUDING ALL);

ALTER TABLE shop.events ATTACH PARTITION shop.events_2025_h1
    FOR VALUES FROM ('2025-01-01 00:00:00+00') TO ('2025-07-01 00:00:00+00');

ALTER TABLE shop.events ATTACH PARTITION shop.events_2025_h2
    FOR VALUES FROM ('2025-07-01 00:00:00+00') TO ('2026-01-01 00:00:00+00');
