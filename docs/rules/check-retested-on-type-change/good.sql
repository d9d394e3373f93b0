ALTER TABLE customer
    DROP CONSTRAINT customer_email_has_at,
    ALTER COLUMN email TYPE varchar(320),
    ADD CONSTRAINT customer_email_has_at CHECK (email LIKE '%@%') NOT VALID;
