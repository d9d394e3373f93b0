CREATE TABLE orders (id bigint PRIMARY KEY, state text);
CREATE VIEW open_orders AS SELECT id FROM orders WHERE state = 'open';
CREATE FUNCTION open_count() RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
    RETURN (SELECT count(*) FROM open_orders);
END
$$;
