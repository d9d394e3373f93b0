-- turnstone: author=priya.raman ticket=SHOP-109 transaction=none
-- turnstone: undo=lossy reason="which addresses said UK or EL is not kept"
-- The old checkout wrote customs codes for two countries. A transaction for each statement:
-- the lock of the first is gone before the rows are touched and the table is scanned.

ALTER TABLE shop.addresses
    ADD CONSTRAINT addresses_country_is_iso CHECK (country NOT IN ('UK', 'EL')) NOT VALID;

UPDATE shop.addresses
SET country = CASE country WHEN 'UK' THEN 'GB' ELSE 'GR' END
WHERE country IN ('UK', 'EL');

ALTER TABLE shop.addresses VALIDATE CONSTRAINT addresses_country_is_iso;
