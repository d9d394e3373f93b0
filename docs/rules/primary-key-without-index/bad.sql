ALTER TABLE country ADD CONSTRAINT country_key PRIMARY KEY (code);
