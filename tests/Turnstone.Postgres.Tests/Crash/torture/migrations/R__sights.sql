CREATE OR REPLACE VIEW sights AS SELECT id, doubled(v) AS twice FROM t;
