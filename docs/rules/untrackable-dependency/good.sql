CREATE OR REPLACE FUNCTION open_count() RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
    RETURN (SELECT count(*) FROM orders WHERE state = 'open');
END
$$;
DROP VIEW open_orders;
