CREATE TABLE account (name text PRIMARY KEY, password text NOT NULL);
INSERT INTO account (name, password) VALUES ('root', '${root_password_hash}');
COMMENT ON TABLE account IS 'Read by the job on postgres://job@db.internal/shop';
