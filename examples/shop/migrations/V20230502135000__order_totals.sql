-- turnstone: author=jonas.lindqvist ticket=SHOP-44

CREATE VIEW shop.order_totals AS
SELECT o.id AS order_id,
       o.customer_id,
       o.status,
       o.placed_at,
       count(item.order_id) AS lines,
       coalesce(sum(item.line_total), 0) AS subtotal
FROM shop.orders AS o
LEFT JOIN shop.order_items AS item ON item.order_id = o.id
GROUP BY o.id;

COMMENT ON VIEW shop.order_totals IS 'Orders with the sum of their lines, without shipping.';

CREATE VIEW shop.customer_spending AS
SELECT customer.id AS customer_id,
       customer.email,
       count(total.order_id) AS orders,
       coalesce(sum(total.subtotal), 0) AS spent,
       max(total.placed_at) AS last_order_at
FROM shop.customers AS customer
LEFT JOIN shop.order_totals AS total
    ON total.customer_id = customer.id AND total.status NOT IN ('cancelled', 'refunded')
GROUP BY customer.id;

COMMENT ON VIEW shop.customer_spending IS 'What the support desk sees beside a customer.';
