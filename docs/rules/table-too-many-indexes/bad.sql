CREATE INDEX CONCURRENTLY reading_unit_idx ON reading (unit);
