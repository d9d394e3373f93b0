-- turnstone: context=seed
-- The seeded rows, and what hangs on them by ON DELETE CASCADE. Another order of a seeded customer refuses.

DELETE FROM shop.shipments AS shipment
USING shop.orders AS o
WHERE o.id = shipment.order_id AND starts_with(o.number, 'SEED-');

DELETE FROM shop.payments AS payment
USING shop.orders AS o
WHERE o.id = payment.order_id AND starts_with(o.number, 'SEED-');

DELETE FROM shop.orders
WHERE starts_with(number, 'SEED-');

DELETE FROM shop.customers
WHERE lower(email) IN (
    'anna.keller@example.com', 'ben.hughes@example.com', 'chiara.rossi@example.com',
    'david.oconnor@example.com', 'eleni.papadaki@example.com', 'franz.huber@example.com',
    'grace.adeyemi@example.com', 'hugo.laurent@example.com'
);
