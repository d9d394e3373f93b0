-- The migration before this one:
--   CREATE UNIQUE INDEX CONCURRENTLY country_pkey ON country (code);
ALTER TABLE country ADD CONSTRAINT country_pkey PRIMARY KEY USING INDEX country_pkey;
