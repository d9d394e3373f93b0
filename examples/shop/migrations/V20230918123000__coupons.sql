-- turnstone: author=mira.okafor ticket=SHOP-74

CREATE TABLE shop.coupons (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code text NOT NULL,
    percent numeric(4, 1),
    amount numeric(12, 2),
    valid tstzrange NOT NULL,
    CONSTRAINT coupons_code_key UNIQUE (code),
    CONSTRAINT coupons_code_check CHECK (code = upper(code)),
    CONSTRAINT coupons_percent_check CHECK (percent > 0 AND percent <= 100),
    CONSTRAINT coupons_amount_check CHECK (amount > 0),
    CONSTRAINT coupons_percent_or_amount CHECK (num_nonnulls(percent, amount) = 1)
);

ALTER TABLE shop.orders ADD COLUMN coupon_id bigint;

-- NOT VALID: a short lock here, the scan in a file of its own.
ALTER TABLE shop.orders
    ADD CONSTRAINT orders_coupon_id_fkey FOREIGN KEY (coupon_id)
        REFERENCES shop.coupons (id) ON DELETE RESTRICT NOT VALID;

-- Few orders carry a coupon.
CREATE INDEX CONCURRENTLY orders_coupon_id_idx ON shop.orders (coupon_id) WHERE coupon_id IS NOT NULL;
