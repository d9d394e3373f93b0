DROP TABLE shop.cart_items;

DROP TABLE shop.carts;
