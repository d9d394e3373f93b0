CREATE TABLE reading (
    sensor bigint NOT NULL,
    taken_at timestamptz NOT NULL,
    amount numeric
) PARTITION BY RANGE (taken_at);
CREATE TABLE reading_2026 PARTITION OF reading FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE TABLE reading_2027 PARTITION OF reading FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');
