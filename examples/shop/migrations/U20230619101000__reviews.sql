DROP TABLE shop.reviews;
