DROP TABLE IF EXISTS country;
CREATE TABLE country (code text PRIMARY KEY);
