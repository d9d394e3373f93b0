DROP FUNCTION shop.refund_payment(bigint, numeric, text);

DROP TABLE shop.refunds;

ALTER TABLE shop.orders
    DROP CONSTRAINT orders_refunded_at_check,
    DROP COLUMN refunded_at;
