DROP INDEX CONCURRENTLY reading_quality_idx;
CREATE INDEX CONCURRENTLY reading_unit_idx ON reading (unit);
