-- It was renamed in an earlier release. drop-table is told why.
-- turnstone: ignore=drop-table reason="unused since it was renamed in V12"
DROP TABLE orders_old;
