CREATE TABLE district (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL, area geometry NOT NULL);
CREATE INDEX district_area_idx ON district USING gist (area);
