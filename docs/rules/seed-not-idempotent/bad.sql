-- file: R__countries.sql
INSERT INTO country (code, name) VALUES ('de', 'Germany'), ('fr', 'France');
