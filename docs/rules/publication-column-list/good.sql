-- turnstone: ignore=publication-column-list reason="the reports database has the column since yesterday"
ALTER TABLE orders ADD COLUMN paid_at timestamptz;
