GRANT INSERT ON orders TO shop_app;
