CREATE TABLE visit (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, page bigint NOT NULL, at timestamptz NOT NULL);
CREATE INDEX visit_at_idx ON visit USING brin (at);
