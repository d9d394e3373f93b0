CREATE TABLE reading (
    sensor bigint NOT NULL,
    taken_at timestamptz NOT NULL
) PARTITION BY RANGE (taken_at);
CREATE TABLE reading_old (
    sensor bigint NOT NULL,
    taken_at timestamptz NOT NULL
);
-- Validated by an earlier migration:
CREATE TABLE reading_2028 (
    sensor bigint NOT NULL,
    taken_at timestamptz NOT NULL,
    CONSTRAINT reading_2028_bound CHECK (taken_at >= '2028-01-01' AND taken_at < '2029-01-01')
);
