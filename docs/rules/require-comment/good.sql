CREATE TABLE visit (at timestamptz PRIMARY KEY);
COMMENT ON TABLE visit IS 'A row for each time that somebody opened the shop; kept for a month.';
