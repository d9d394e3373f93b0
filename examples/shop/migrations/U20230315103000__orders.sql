DROP TABLE shop.order_items;

-- Its sequence goes with it.
DROP TABLE shop.orders;

DROP TYPE shop.order_status;
