DROP VIEW open_orders_by_country;
DROP VIEW open_orders;
