ALTER TABLE shop.order_items DISABLE ROW LEVEL SECURITY;

ALTER TABLE shop.orders DISABLE ROW LEVEL SECURITY;

ALTER TABLE shop.addresses DISABLE ROW LEVEL SECURITY;

DROP POLICY order_items_own ON shop.order_items;

DROP POLICY orders_own ON shop.orders;

DROP POLICY addresses_own ON shop.addresses;

DROP FUNCTION shop.current_customer_id();
