-- turnstone: transaction=none
BEGIN;
ALTER TYPE order_state ADD VALUE 'sent' AFTER 'paid';
INSERT INTO orders (id, state) VALUES (1, 'sent');
COMMIT;
