-- turnstone: author=mira.okafor ticket=SHOP-97

CREATE TABLE shop.audit_log (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    table_name text NOT NULL,
    operation text NOT NULL,
    changed_by text NOT NULL DEFAULT session_user,
    changed_at timestamptz NOT NULL DEFAULT now(),
    before jsonb,
    after jsonb
);

CREATE INDEX audit_log_table_name_changed_at_idx ON shop.audit_log (table_name, changed_at);

CREATE FUNCTION shop.write_audit() RETURNS trigger
    LANGUAGE plpgsql
    SECURITY DEFINER
    SET search_path = shop, pg_temp
AS $$
BEGIN
    INSERT INTO shop.audit_log (table_name, operation, before, after)
    VALUES (
        TG_TABLE_NAME,
        lower(TG_OP),
        CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END,
        CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END
    );
    RETURN NULL;
END;
$$;

REVOKE EXECUTE ON FUNCTION shop.write_audit() FROM PUBLIC;

CREATE TABLE shop.outbox (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    topic text NOT NULL,
    payload jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    published_at timestamptz
);

CREATE INDEX outbox_unpublished_idx ON shop.outbox (id) WHERE published_at IS NULL;

CREATE FUNCTION shop.announce_order() RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    INSERT INTO shop.outbox (topic, payload)
    VALUES ('order.' || NEW.status, jsonb_build_object('order_id', NEW.id, 'number', NEW.number));

    -- A payload too long must not cost the order; the publisher also polls.
    BEGIN
        PERFORM pg_notify('shop_outbox', NEW.number);
    EXCEPTION
        WHEN invalid_parameter_value THEN
            NULL;
    END;

    RETURN NULL;
END;
$$;

CREATE TRIGGER prices_write_audit
    AFTER INSERT OR UPDATE OR DELETE ON shop.prices
    FOR EACH ROW EXECUTE FUNCTION shop.write_audit();

CREATE TRIGGER coupons_write_audit
    AFTER INSERT OR UPDATE OR DELETE ON shop.coupons
    FOR EACH ROW EXECUTE FUNCTION shop.write_audit();

CREATE TRIGGER orders_announce_placed
    AFTER INSERT ON shop.orders
    FOR EACH ROW EXECUTE FUNCTION shop.announce_order();

CREATE TRIGGER orders_announce_status
    AFTER UPDATE OF status ON shop.orders
    FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status)
    EXECUTE FUNCTION shop.announce_order();
