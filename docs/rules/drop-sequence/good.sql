-- How far it counted is kept, under a name that says that nobody counts with it.
ALTER SEQUENCE invoice_number RENAME TO invoice_number_until_2026;
