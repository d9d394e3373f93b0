-- The partitions' indexes go with it; there is no CONCURRENTLY for a partitioned index.
DROP INDEX shop.events_customer_id_occurred_at_idx;
