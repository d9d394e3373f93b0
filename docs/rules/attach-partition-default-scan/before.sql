CREATE TABLE reading (sensor bigint NOT NULL, taken_at timestamptz NOT NULL) PARTITION BY RANGE (taken_at);
CREATE TABLE reading_rest PARTITION OF reading DEFAULT;
CREATE TABLE event (kind text NOT NULL, at timestamptz NOT NULL) PARTITION BY RANGE (at);
-- The check was validated by an earlier migration:
CREATE TABLE event_rest PARTITION OF event (CONSTRAINT event_rest_without_2027 CHECK (at < '2027-01-01' OR at >= '2028-01-01')) DEFAULT;
