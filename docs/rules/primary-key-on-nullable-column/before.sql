CREATE TABLE country (
    code text,
    number text NOT NULL
);
CREATE UNIQUE INDEX country_code ON country (code);
CREATE UNIQUE INDEX country_number ON country (number);
