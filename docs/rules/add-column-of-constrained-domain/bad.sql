ALTER TABLE customer ADD COLUMN backup_email email_address;
