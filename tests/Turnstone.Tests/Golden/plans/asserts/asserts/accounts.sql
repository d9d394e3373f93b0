SET search_path = app;
-- every account has an owner
SELECT id FROM ${table} WHERE owner IS NULL;
