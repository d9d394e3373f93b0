-- The partitions go with their parent.
DROP TABLE shop.events;
