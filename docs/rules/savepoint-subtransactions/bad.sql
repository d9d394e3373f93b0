DO $$
DECLARE
    one record;
BEGIN
    FOR one IN SELECT id, note FROM orders LOOP
        BEGIN
            INSERT INTO customer (email, name) VALUES (one.note, one.note);
        EXCEPTION WHEN unique_violation THEN
            RAISE NOTICE 'there already: %', one.note;
        END;
    END LOOP;
END
$$;
