CREATE FUNCTION order_total(wanted bigint) RETURNS numeric LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT total FROM orders WHERE id = wanted
$$;
