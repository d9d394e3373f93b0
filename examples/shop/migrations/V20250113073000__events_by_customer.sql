-- turnstone: author=tomas.varga ticket=SHOP-136
-- CONCURRENTLY is refused on a partitioned table. So: an invalid index on the parent alone, one
-- built concurrently on each partition, attached; with the last one the parent's becomes valid.

CREATE INDEX events_customer_id_occurred_at_idx ON ONLY shop.events (customer_id, occurred_at);

CREATE INDEX CONCURRENTLY events_2023_h2_customer_id_occurred_at_idx ON shop.events_2023_h2 (customer_id, occurred_at);

CREATE INDEX CONCURRENTLY events_2024_h1_customer_id_occurred_at_idx ON shop.events_2024_h1 (customer_id, occurred_at);

CREATE INDEX CONCURRENTLY events_2024_h2_customer_id_occurred_at_idx ON shop.events_2024_h2 (customer_id, occurred_at);

CREATE INDEX CONCURRENTLY events_2025_h1_customer_id_occurred_at_idx ON shop.events_2025_h1 (customer_id, occurred_at);

CREATE INDEX CONCURRENTLY events_2025_h2_customer_id_occurred_at_idx ON shop.events_2025_h2 (customer_id, occurred_at);

ALTER INDEX shop.events_customer_id_occurred_at_idx ATTACH PARTITION shop.events_2023_h2_customer_id_occurred_at_idx;

ALTER INDEX shop.events_customer_id_occurred_at_idx ATTACH PARTITION shop.events_2024_h1_customer_id_occurred_at_idx;

ALTER INDEX shop.events_customer_id_occurred_at_idx ATTACH PARTITION shop.events_2024_h2_customer_id_occurred_at_idx;

ALTER INDEX shop.events_customer_id_occurred_at_idx ATTACH PARTITION shop.events_2025_h1_customer_id_occurred_at_idx;

ALTER INDEX shop.events_customer_id_occurred_at_idx ATTACH PARTITION shop.events_2025_h2_customer_id_occurred_at_idx;
