DO $$
DECLARE
    one regclass;
BEGIN
    FOR one IN SELECT oid FROM pg_class WHERE relname LIKE 'orders_archive%' LOOP
        EXECUTE format('ALTER TABLE %s ADD COLUMN remark text', one);
    END LOOP;
END
$$;
