CREATE POLICY orders_of_customer ON orders USING (customer_id = current_setting('shop.customer')::bigint);
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
