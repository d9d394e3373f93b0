-- The migration only says what is no longer for anybody to use.
COMMENT ON DATABASE shop_reports IS 'unused since 2026-03; to be dropped by hand';
