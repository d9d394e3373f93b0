DROP TABLE shop.stock_movements;

DROP FUNCTION shop.apply_stock_movement();

DROP TABLE shop.inventory;

DROP TABLE shop.prices;
