-- turnstone: ignore=drop-column reason="nothing names it since release 12"
CREATE TABLE kept_country AS SELECT id, country FROM customer WHERE country IS NOT NULL;
ALTER TABLE kept_country ADD PRIMARY KEY (id);
ALTER TABLE customer DROP COLUMN country;
