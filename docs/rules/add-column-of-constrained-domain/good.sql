ALTER TABLE customer ADD COLUMN backup_email text;
ALTER TABLE customer ADD CONSTRAINT customer_backup_email_has_at CHECK (backup_email LIKE '%@%') NOT VALID;
