CREATE INDEX CONCURRENTLY event_body_idx ON event USING gin (body jsonb_path_ops);
