DROP INDEX CONCURRENTLY shop.orders_coupon_id_idx;

ALTER TABLE shop.orders DROP COLUMN coupon_id;

DROP TABLE shop.coupons;
