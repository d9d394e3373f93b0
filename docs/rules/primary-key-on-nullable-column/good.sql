ALTER TABLE country ADD CONSTRAINT country_pkey PRIMARY KEY USING INDEX country_number;
