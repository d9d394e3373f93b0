-- turnstone: transaction=none
DO $$
DECLARE
    last bigint := 0;
    next bigint;
BEGIN
    LOOP
        SELECT max(id) INTO next FROM (SELECT id FROM orders WHERE id > last ORDER BY id LIMIT 1000) AS batch;
        EXIT WHEN next IS NULL;
        UPDATE orders SET state = 'open' WHERE id > last AND id <= next AND state IS NULL;
        last := next;
        COMMIT;
    END LOOP;
END
$$;
