-- turnstone: transaction=none
DO $$
DECLARE
    last bigint := 0;
BEGIN
    LOOP
        UPDATE orders SET state = 'open' WHERE id > last AND id <= last + 1000 AND state IS NULL;
        EXIT WHEN NOT FOUND;
        last := last + 1000;
        COMMIT;
    END LOOP;
END
$$;
