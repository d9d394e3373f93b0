CREATE POLICY orders_read ON orders FOR SELECT USING (customer_id = current_setting('shop.customer')::bigint);
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
