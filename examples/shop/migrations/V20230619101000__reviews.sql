-- turnstone: author=priya.raman ticket=SHOP-57

CREATE TABLE shop.reviews (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    product_id bigint NOT NULL REFERENCES shop.products (id) ON DELETE CASCADE,
    customer_id bigint NOT NULL REFERENCES shop.customers (id) ON DELETE CASCADE,
    rating smallint NOT NULL,
    body text NOT NULL DEFAULT '',
    published_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT reviews_one_per_customer UNIQUE (product_id, customer_id),
    CONSTRAINT reviews_rating_check CHECK (rating BETWEEN 1 AND 5)
);

CREATE INDEX reviews_customer_id_idx ON shop.reviews (customer_id);

CREATE INDEX reviews_to_moderate_idx ON shop.reviews (created_at) WHERE published_at IS NULL;
