-- The corrected codes stay: GB and GR were right before, too.

ALTER TABLE shop.addresses DROP CONSTRAINT addresses_country_is_iso;
