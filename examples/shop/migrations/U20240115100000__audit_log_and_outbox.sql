DROP TRIGGER orders_announce_status ON shop.orders;

DROP TRIGGER orders_announce_placed ON shop.orders;

DROP TRIGGER coupons_write_audit ON shop.coupons;

DROP TRIGGER prices_write_audit ON shop.prices;

DROP FUNCTION shop.announce_order();

DROP TABLE shop.outbox;

DROP FUNCTION shop.write_audit();

DROP TABLE shop.audit_log;
