CREATE TABLE measurement (
    id bigint NOT NULL,
    taken_at timestamptz NOT NULL,
    PRIMARY KEY (id, taken_at)
) PARTITION BY RANGE (taken_at);
