COMMENT ON COLUMN orders.note IS 'Not used since release 12: dropped with release 13.';
