DROP FUNCTION shop.place_order(bigint, bigint);

DROP FUNCTION shop.order_total(bigint);

DROP FUNCTION shop.shipping_fee(numeric, text);
