-- turnstone: context=seed author=priya.raman
-- Customers and their orders for development. Seeded orders are numbered SEED-…

INSERT INTO shop.customers (email, full_name, phone, created_at)
VALUES
    ('anna.keller@example.com', 'Anna Keller', '+49 30 5550101', '2023-03-09 18:12:00+00'),
    ('Ben.Hughes@example.com', 'Ben Hughes', NULL, '2023-03-10 09:40:00+00'),
    ('chiara.rossi@example.com', 'Chiara Rossi', '+39 02 5550177', '2023-03-11 20:05:00+00'),
    ('david.oconnor@example.com', 'David O''Connor', NULL, '2023-03-13 11:31:00+00'),
    ('eleni.papadaki@example.com', 'Eleni Papadaki', '+30 21 0555014', '2023-03-14 07:55:00+00'),
    ('franz.huber@example.com', 'Franz Huber', '+43 1 5550123', '2023-03-15 16:20:00+00'),
    ('grace.adeyemi@example.com', 'Grace Adeyemi', NULL, '2023-03-18 12:00:00+00'),
    ('hugo.laurent@example.com', 'Hugo Laurent', '+33 1 55501999', '2023-03-20 21:44:00+00');

INSERT INTO shop.addresses (customer_id, recipient, street, postal_code, city, country)
SELECT customer.id, customer.full_name, place.street, place.postal_code, place.city, place.country
FROM (VALUES
    ('anna.keller@example.com', 'Oranienstraße 12', '10999', 'Berlin', 'DE'),
    ('ben.hughes@example.com', '4 Harbour Lane', 'BS1 5DB', 'Bristol', 'UK'),
    ('chiara.rossi@example.com', 'Via Savona 33', '20144', 'Milano', 'IT'),
    ('david.oconnor@example.com', '18 Camden Row', 'D08 W6F2', 'Dublin', 'IE'),
    ('eleni.papadaki@example.com', 'Ermou 51', '10563', 'Athina', 'EL'),
    ('franz.huber@example.com', 'Lindengasse 7/4', '1070', 'Wien', 'AT'),
    ('grace.adeyemi@example.com', '92 Mill Road', 'CB1 2BD', 'Cambridge', 'GB'),
    ('hugo.laurent@example.com', '6 rue des Récollets', '75010', 'Paris', 'FR')
) AS place (email, street, postal_code, city, country)
JOIN shop.customers AS customer ON lower(customer.email) = place.email;

INSERT INTO shop.orders (number, customer_id, shipping_address_id, status, placed_at)
SELECT placed.number, customer.id, address.id, placed.status::shop.order_status, placed.at::timestamptz
FROM (VALUES
    ('SEED-01', 'anna.keller@example.com', 'shipped', '2023-03-10 18:30:00+00'),
    ('SEED-02', 'ben.hughes@example.com', 'shipped', '2023-03-11 10:02:00+00'),
    ('SEED-03', 'chiara.rossi@example.com', 'shipped', '2023-03-13 08:15:00+00'),
    ('SEED-04', 'anna.keller@example.com', 'cancelled', '2023-03-14 19:47:00+00'),
    ('SEED-05', 'david.oconnor@example.com', 'shipped', '2023-03-15 12:09:00+00'),
    ('SEED-06', 'eleni.papadaki@example.com', 'paid', '2023-03-17 06:58:00+00'),
    ('SEED-07', 'franz.huber@example.com', 'shipped', '2023-03-17 15:36:00+00'),
    ('SEED-08', 'grace.adeyemi@example.com', 'paid', '2023-03-20 12:20:00+00'),
    ('SEED-09', 'anna.keller@example.com', 'paid', '2023-03-21 17:05:00+00'),
    ('SEED-10', 'hugo.laurent@example.com', 'pending', '2023-03-22 22:11:00+00')
) AS placed (number, email, status, at)
JOIN shop.customers AS customer ON lower(customer.email) = placed.email
JOIN shop.addresses AS address ON address.customer_id = customer.id;

INSERT INTO shop.order_items (order_id, line_number, product_id, quantity, unit_price)
SELECT o.id, line.line_number, product.id, line.quantity, price.amount
FROM (VALUES
    ('SEED-01', 1, 'COF-ESP-001', 2), ('SEED-01', 2, 'GRD-001', 1),
    ('SEED-02', 1, 'TEA-001', 1), ('SEED-02', 2, 'TEA-003', 1),
    ('SEED-03', 1, 'COF-ESP-002', 4),
    ('SEED-04', 1, 'GRD-002', 1),
    ('SEED-05', 1, 'COF-FIL-001', 1), ('SEED-05', 2, 'BRW-001', 1), ('SEED-05', 3, 'BRW-002', 2),
    ('SEED-06', 1, 'COF-FIL-003', 2), ('SEED-06', 2, 'COF-FIL-002', 2),
    ('SEED-07', 1, 'BRW-003', 1), ('SEED-07', 2, 'TEA-002', 1),
    ('SEED-08', 1, 'COF-ESP-003', 1), ('SEED-08', 2, 'COF-ESP-001', 1), ('SEED-08', 3, 'BRW-002', 1),
    ('SEED-09', 1, 'COF-ESP-001', 3),
    ('SEED-10', 1, 'COF-FIL-001', 1), ('SEED-10', 2, 'COF-FIL-002', 1)
) AS line (number, line_number, sku, quantity)
JOIN shop.orders AS o USING (number)
JOIN shop.products AS product USING (sku)
JOIN shop.prices AS price ON price.product_id = product.id AND price.valid @> o.placed_at;

INSERT INTO shop.payments (order_id, provider, provider_reference, amount, captured_at, created_at)
SELECT o.id, paid.provider, 'seed-' || o.number, shop.order_total(o.id), o.placed_at + interval '2 minutes', o.placed_at
FROM (VALUES
    ('SEED-01', 'stripe'), ('SEED-02', 'paypal'), ('SEED-03', 'invoice'), ('SEED-05', 'stripe'),
    ('SEED-06', 'stripe'), ('SEED-07', 'paypal'), ('SEED-08', 'stripe'), ('SEED-09', 'stripe')
) AS paid (number, provider)
JOIN shop.orders AS o USING (number);

INSERT INTO shop.shipments (order_id, carrier, tracking_code, shipped_at, delivered_at)
SELECT o.id, sent.carrier, sent.tracking_code, o.placed_at + interval '1 day', o.placed_at + sent.days * interval '1 day'
FROM (VALUES
    ('SEED-01', 'DHL', '00340434161094000011', 2),
    ('SEED-02', 'UPS', '1Z999AA10123456784', 5),
    ('SEED-03', 'DHL', '00340434161094000028', 4),
    ('SEED-05', 'UPS', '1Z999AA10123456793', 6),
    ('SEED-07', 'DHL', '00340434161094000035', NULL)
) AS sent (number, carrier, tracking_code, days)
JOIN shop.orders AS o USING (number);
