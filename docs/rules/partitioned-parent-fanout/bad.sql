ALTER TABLE visit ADD COLUMN referrer text;
