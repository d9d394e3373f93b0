-- turnstone: author=mira.okafor ticket=SHOP-74
-- The scans that "refunds" and "coupons" put off. Reading and writing go on.

ALTER TABLE shop.orders VALIDATE CONSTRAINT orders_refunded_at_check;

ALTER TABLE shop.orders VALIDATE CONSTRAINT orders_coupon_id_fkey;
