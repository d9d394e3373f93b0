DROP VIEW shop.customer_spending;

DROP VIEW shop.order_totals;
