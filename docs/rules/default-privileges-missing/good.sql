CREATE TABLE payment (id bigint PRIMARY KEY);
GRANT SELECT ON payment TO pg_monitor;
