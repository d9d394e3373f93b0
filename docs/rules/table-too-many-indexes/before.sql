CREATE TABLE reading (
    id bigint PRIMARY KEY,
    sensor bigint,
    site bigint,
    taken_at timestamptz,
    sent_at timestamptz,
    kept_at timestamptz,
    unit text,
    quality text,
    batch bigint,
    amount numeric,
    raw text
);
CREATE INDEX reading_sensor_idx ON reading (sensor);
CREATE INDEX reading_site_idx ON reading (site);
CREATE INDEX reading_taken_at_idx ON reading (taken_at);
CREATE INDEX reading_sent_at_idx ON reading (sent_at);
CREATE INDEX reading_kept_at_idx ON reading (kept_at);
CREATE INDEX reading_quality_idx ON reading (quality);
CREATE INDEX reading_batch_idx ON reading (batch);
CREATE INDEX reading_amount_idx ON reading (amount);
CREATE INDEX reading_raw_idx ON reading (raw);
