-- PostgreSQL cannot remove a value, so the type is built anew. This rewrites shop.orders under
-- ACCESS EXCLUSIVE; refunded orders become cancelled ones.

ALTER TYPE shop.order_status RENAME TO order_status_with_refunded;

CREATE TYPE shop.order_status AS ENUM ('pending', 'paid', 'shipped', 'cancelled');

ALTER TABLE shop.orders
    ALTER COLUMN status DROP DEFAULT,
    ALTER COLUMN status TYPE shop.order_status USING (
        CASE status WHEN 'refunded' THEN 'cancelled' ELSE status::text END
    )::shop.order_status,
    ALTER COLUMN status SET DEFAULT 'pending';

DROP TYPE shop.order_status_with_refunded;
