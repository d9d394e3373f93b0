GRANT INSERT ON orders TO shop_app;
GRANT USAGE ON SEQUENCE orders_id_seq TO shop_app;
