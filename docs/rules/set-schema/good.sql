ALTER TABLE orders SET SCHEMA sales;
CREATE VIEW public.orders AS SELECT id, customer_id FROM sales.orders;
