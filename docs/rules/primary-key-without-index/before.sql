CREATE TABLE country (
    code text NOT NULL,
    name text NOT NULL
);
CREATE UNIQUE INDEX country_pkey ON country (code);
