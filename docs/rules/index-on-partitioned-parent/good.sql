CREATE INDEX reading_sensor_idx ON ONLY reading (sensor);
CREATE INDEX CONCURRENTLY reading_2026_sensor_idx ON reading_2026 (sensor);
CREATE INDEX CONCURRENTLY reading_2027_sensor_idx ON reading_2027 (sensor);
ALTER INDEX reading_sensor_idx ATTACH PARTITION reading_2026_sensor_idx;
ALTER INDEX reading_sensor_idx ATTACH PARTITION reading_2027_sensor_idx;
