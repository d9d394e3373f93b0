-- turnstone: author=priya.raman ticket=SHOP-23

CREATE FUNCTION shop.shipping_fee(subtotal numeric, country text) RETURNS numeric
    LANGUAGE sql
    IMMUTABLE
    PARALLEL SAFE
BEGIN ATOMIC
    SELECT CASE
        WHEN subtotal >= 60 THEN 0.00
        WHEN country IN ('DE', 'AT') THEN 4.90
        ELSE 9.90
    END;
END;

CREATE FUNCTION shop.order_total(wanted_order_id bigint) RETURNS numeric
    LANGUAGE sql
    STABLE
BEGIN ATOMIC
    SELECT subtotal.amount + shop.shipping_fee(subtotal.amount, address.country)
    FROM shop.orders AS o
    JOIN shop.addresses AS address ON address.id = o.shipping_address_id
    CROSS JOIN LATERAL (
        SELECT coalesce(sum(item.line_total), 0) AS amount
        FROM shop.order_items AS item
        WHERE item.order_id = o.id
    ) AS subtotal
    WHERE o.id = wanted_order_id;
END;

CREATE FUNCTION shop.place_order(wanted_cart_id bigint, address_id bigint) RETURNS bigint
    LANGUAGE plpgsql
AS $function$
DECLARE
    buyer_id bigint;
    new_order_id bigint;
    item record;
BEGIN
    BEGIN
        UPDATE shop.carts
        SET checked_out_at = now()
        WHERE id = wanted_cart_id AND checked_out_at IS NULL
        RETURNING customer_id INTO STRICT buyer_id;

        INSERT INTO shop.orders (customer_id, shipping_address_id)
        VALUES (buyer_id, address_id)
        RETURNING id INTO new_order_id;
    EXCEPTION
        WHEN no_data_found THEN
            RAISE EXCEPTION 'cart % does not exist or was checked out before', wanted_cart_id
                USING ERRCODE = 'SH001';
        WHEN not_null_violation THEN
            RAISE EXCEPTION 'cart % belongs to a guest; sign in first', wanted_cart_id
                USING ERRCODE = 'SH002';
    END;

    FOR item IN
        SELECT row_number() OVER () AS line_number,
               content.product_id, content.quantity, price.amount
        FROM shop.cart_items AS content
        JOIN shop.prices AS price
            ON price.product_id = content.product_id AND price.valid @> now()
        WHERE content.cart_id = wanted_cart_id
    LOOP
        INSERT INTO shop.order_items (order_id, line_number, product_id, quantity, unit_price)
        VALUES (new_order_id, item.line_number, item.product_id, item.quantity, item.amount);

        -- Too little in stock is no reason to lose the order.
        BEGIN
            INSERT INTO shop.stock_movements (product_id, quantity, reason)
            VALUES (item.product_id, -item.quantity, 'sale');
        EXCEPTION
            WHEN check_violation THEN
                UPDATE shop.order_items
                SET backordered = true
                WHERE order_id = new_order_id AND line_number = item.line_number;
        END;
    END LOOP;

    RETURN new_order_id;
END;
$function$;

COMMENT ON FUNCTION shop.place_order(bigint, bigint) IS 'Turns a cart into an order at today''s prices; raises SH001, SH002.';
