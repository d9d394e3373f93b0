-- turnstone: author=jonas.lindqvist ticket=SHOP-80
-- A column more at the end: the view on top, grants and comments stay as they are.

CREATE OR REPLACE VIEW shop.order_totals AS
SELECT o.id AS order_id,
       o.customer_id,
       o.status,
       o.placed_at,
       count(item.order_id) AS lines,
       coalesce(sum(item.line_total), 0) AS subtotal,
       CASE
           WHEN coupon.percent IS NOT NULL
               THEN round(coalesce(sum(item.line_total), 0) * coupon.percent / 100, 2)
           ELSE least(coalesce(coupon.amount, 0), coalesce(sum(item.line_total), 0))
       END AS discount
FROM shop.orders AS o
LEFT JOIN shop.order_items AS item ON item.order_id = o.id
LEFT JOIN shop.coupons AS coupon ON coupon.id = o.coupon_id
GROUP BY o.id, coupon.id;
