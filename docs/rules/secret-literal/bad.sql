CREATE TABLE account (name text PRIMARY KEY, password text NOT NULL);
INSERT INTO account (name, password) VALUES ('root', 'tomato-42');
COMMENT ON TABLE account IS 'Read by the job on postgres://job:tomato-43@db.internal/shop';
