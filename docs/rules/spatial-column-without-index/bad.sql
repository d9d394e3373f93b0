CREATE TABLE district (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL, area geometry NOT NULL);
