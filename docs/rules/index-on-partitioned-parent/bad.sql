CREATE INDEX reading_sensor_idx ON reading (sensor);
