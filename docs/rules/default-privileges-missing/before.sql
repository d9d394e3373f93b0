CREATE TABLE customer (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY);
GRANT SELECT ON customer, orders TO pg_monitor;
