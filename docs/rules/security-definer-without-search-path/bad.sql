CREATE FUNCTION order_total(wanted bigint) RETURNS numeric LANGUAGE sql STABLE SECURITY DEFINER AS $$
    SELECT total FROM orders WHERE id = wanted
$$;
