-- turnstone: author=mira.okafor ticket=SHOP-38

CREATE TABLE shop.refunds (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    payment_id bigint NOT NULL REFERENCES shop.payments (id) ON DELETE RESTRICT,
    amount numeric(14, 2) NOT NULL,
    reason text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT refunds_amount_check CHECK (amount > 0)
);

CREATE INDEX refunds_payment_id_idx ON shop.refunds (payment_id);

CREATE FUNCTION shop.refund_payment(refunded_payment_id bigint, refunded_amount numeric, why text) RETURNS bigint
    LANGUAGE plpgsql
AS $body$
DECLARE
    new_refund_id bigint;
    left_over numeric;
BEGIN
    SELECT payment.amount - refunded_amount - coalesce((
        SELECT sum(refund.amount) FROM shop.refunds AS refund WHERE refund.payment_id = payment.id
    ), 0)
    INTO STRICT left_over
    FROM shop.payments AS payment
    WHERE payment.id = refunded_payment_id
    FOR UPDATE;

    IF left_over < 0 THEN
        RAISE EXCEPTION 'payment % was % short of this refund', refunded_payment_id, -left_over
            USING ERRCODE = 'SH003';
    END IF;

    INSERT INTO shop.refunds (payment_id, amount, reason)
    VALUES (refunded_payment_id, refunded_amount, why)
    RETURNING id INTO new_refund_id;

    IF left_over = 0 THEN
        UPDATE shop.orders
        SET status = 'refunded', refunded_at = now()
        WHERE id = (SELECT order_id FROM shop.payments WHERE id = refunded_payment_id);
    END IF;

    RETURN new_refund_id;
END;
$body$;

-- The lock on orders comes last and is held for a moment only; the scan is for a later file.
ALTER TABLE shop.orders
    ADD COLUMN refunded_at timestamptz,
    ADD CONSTRAINT orders_refunded_at_check
        CHECK (refunded_at IS NULL OR status = 'refunded') NOT VALID;
