DROP INDEX CONCURRENTLY customer_email_key;
