DROP TABLE shop.addresses;

DROP TABLE shop.customers;
