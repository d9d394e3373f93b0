-- turnstone: author=priya.raman ticket=SHOP-85

CREATE MATERIALIZED VIEW shop.bestsellers AS
SELECT product.id AS product_id,
       product.title,
       sum(item.quantity) AS sold,
       max(o.placed_at) AS last_sold_at
FROM shop.products AS product
JOIN shop.order_items AS item ON item.product_id = product.id
JOIN shop.orders AS o ON o.id = item.order_id
WHERE o.status IN ('paid', 'shipped')
GROUP BY product.id;

-- REFRESH MATERIALIZED VIEW CONCURRENTLY asks for a unique index.
CREATE UNIQUE INDEX bestsellers_product_id_idx ON shop.bestsellers (product_id);

CREATE INDEX bestsellers_sold_idx ON shop.bestsellers (sold DESC);
