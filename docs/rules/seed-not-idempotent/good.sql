-- file: R__countries.sql
INSERT INTO country (code, name) VALUES ('de', 'Germany'), ('fr', 'France')
ON CONFLICT (code) DO UPDATE SET name = excluded.name;
