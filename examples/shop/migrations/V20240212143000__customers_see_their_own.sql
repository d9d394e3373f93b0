-- turnstone: author=tomas.varga ticket=SHOP-103
-- The self-service API says who is asking: SET LOCAL shop.customer_id = '42'. The owner of the
-- tables, and so a migration, still sees every row.

CREATE FUNCTION shop.current_customer_id() RETURNS bigint
    LANGUAGE sql
    STABLE
    PARALLEL SAFE
    RETURN nullif(current_setting('shop.customer_id', true), '')::bigint;

CREATE POLICY addresses_own ON shop.addresses
    USING (customer_id = shop.current_customer_id())
    WITH CHECK (customer_id = shop.current_customer_id());

CREATE POLICY orders_own ON shop.orders
    FOR SELECT
    USING (customer_id = shop.current_customer_id());

CREATE POLICY order_items_own ON shop.order_items
    FOR SELECT
    USING (EXISTS (
        SELECT FROM shop.orders AS o
        WHERE o.id = order_id AND o.customer_id = shop.current_customer_id()
    ));

ALTER TABLE shop.addresses ENABLE ROW LEVEL SECURITY;

ALTER TABLE shop.orders ENABLE ROW LEVEL SECURITY;

ALTER TABLE shop.order_items ENABLE ROW LEVEL SECURITY;
