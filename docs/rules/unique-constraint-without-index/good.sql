-- The migration before this one:
--   CREATE UNIQUE INDEX CONCURRENTLY customer_email_key ON customer (email);
ALTER TABLE customer ADD CONSTRAINT customer_email_key UNIQUE USING INDEX customer_email_key;
