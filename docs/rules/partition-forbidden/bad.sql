CREATE TABLE visit (page bigint NOT NULL, at timestamptz NOT NULL) PARTITION BY RANGE (at);
