ALTER TABLE customer ADD CONSTRAINT customer_email_known CHECK (email IS NOT NULL) NOT VALID;
