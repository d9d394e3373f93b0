CREATE TABLE order_event (id bigint PRIMARY KEY, at timestamptz);
CREATE TRIGGER order_event_touched BEFORE UPDATE ON order_event FOR EACH ROW EXECUTE FUNCTION touch();
