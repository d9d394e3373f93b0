DO $$
DECLARE
    changed bigint;
BEGIN
    LOOP
        UPDATE orders SET state = 'open'
        WHERE id IN (SELECT id FROM orders WHERE state IS NULL ORDER BY id LIMIT 1000);
        GET DIAGNOSTICS changed = ROW_COUNT;
        EXIT WHEN changed = 0;
        PERFORM pg_sleep(0.1);
    END LOOP;
END
$$;
