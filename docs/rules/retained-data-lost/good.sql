ALTER TABLE invoice ADD COLUMN note text;
-- turnstone: ignore=retained-data-lost reason="PRIV-31: Kim asked for it, privacy agreed"
UPDATE customer SET email = '' WHERE id = 7;
