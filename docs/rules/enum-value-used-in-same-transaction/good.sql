-- turnstone: transaction=none
ALTER TYPE order_state ADD VALUE 'sent' AFTER 'paid';
BEGIN;
INSERT INTO orders (id, state) VALUES (1, 'sent');
COMMIT;
