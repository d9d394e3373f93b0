DROP TABLE shop.product_categories;

DROP TABLE shop.products;

DROP TABLE shop.categories;
