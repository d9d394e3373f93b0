ALTER TABLE shop.orders
    DROP CONSTRAINT orders_coupon_id_fkey,
    DROP CONSTRAINT orders_refunded_at_check,
    ADD CONSTRAINT orders_coupon_id_fkey FOREIGN KEY (coupon_id)
        REFERENCES shop.coupons (id) ON DELETE RESTRICT NOT VALID,
    ADD CONSTRAINT orders_refunded_at_check
        CHECK (refunded_at IS NULL OR status = 'refunded') NOT VALID;
