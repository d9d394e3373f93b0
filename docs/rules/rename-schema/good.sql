CREATE SCHEMA invoicing;
CREATE VIEW invoicing.invoice AS SELECT id, total FROM billing.invoice;
