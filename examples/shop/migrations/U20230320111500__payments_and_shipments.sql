DROP TABLE shop.shipments;

DROP TABLE shop.payments;
