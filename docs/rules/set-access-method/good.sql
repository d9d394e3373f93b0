CREATE TABLE orders_archive (id bigint PRIMARY KEY, total numeric(10, 2) NOT NULL, placed_at timestamptz NOT NULL) USING columnar;
