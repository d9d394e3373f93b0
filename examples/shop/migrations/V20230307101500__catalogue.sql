-- turnstone: author=jonas.lindqvist ticket=SHOP-5

CREATE TABLE shop.categories (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    parent_id bigint REFERENCES shop.categories (id) ON DELETE RESTRICT,
    name text NOT NULL,
    CONSTRAINT categories_name_key UNIQUE (name),
    CONSTRAINT categories_not_its_own_parent CHECK (parent_id <> id)
);

CREATE INDEX categories_parent_id_idx ON shop.categories (parent_id);

CREATE TABLE shop.products (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sku text NOT NULL,
    title text NOT NULL,
    description text NOT NULL DEFAULT '',
    attributes jsonb NOT NULL DEFAULT '{}',
    active boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT products_sku_key UNIQUE (sku),
    CONSTRAINT products_title_check CHECK (title <> ''),
    CONSTRAINT products_attributes_check CHECK (jsonb_typeof(attributes) = 'object')
);

COMMENT ON COLUMN shop.products.updated_at IS 'When an editor last changed what a customer reads.';

CREATE TRIGGER products_touch_updated_at
    BEFORE UPDATE OF sku, title, description, attributes, active ON shop.products
    FOR EACH ROW EXECUTE FUNCTION shop.touch_updated_at();

CREATE TABLE shop.product_categories (
    product_id bigint NOT NULL REFERENCES shop.products (id) ON DELETE CASCADE,
    category_id bigint NOT NULL REFERENCES shop.categories (id) ON DELETE RESTRICT,
    PRIMARY KEY (product_id, category_id)
);

CREATE INDEX product_categories_category_id_idx ON shop.product_categories (category_id);
