-- turnstone: context=seed author=priya.raman
-- A small catalogue for development. Rows are found by name and SKU, never by id.

INSERT INTO shop.categories (name)
VALUES ('Coffee'), ('Tea'), ('Brewing');

INSERT INTO shop.categories (name, parent_id)
SELECT child.name, parent.id
FROM (VALUES
    ('Espresso', 'Coffee'),
    ('Filter coffee', 'Coffee'),
    ('Grinders', 'Brewing')
) AS child (name, parent)
JOIN shop.categories AS parent ON parent.name = child.parent;

INSERT INTO shop.products (sku, title, description, attributes)
VALUES
    ('COF-ESP-001', 'Night Shift Espresso', 'Dark chocolate; toasted hazelnut; no bitterness to speak of.', '{"grams": 250, "roast": "dark"}'),
    ('COF-ESP-002', 'House Espresso', 'The blend behind the bar: caramel and red apple.', '{"grams": 500, "roast": "medium"}'),
    ('COF-ESP-003', 'Decaf Espresso', 'Decaffeinated with sugar cane; sweet, round.', '{"grams": 250, "roast": "medium"}'),
    ('COF-FIL-001', 'Yirgacheffe Washed', 'Bergamot, jasmine, lemon curd.', '{"grams": 250, "roast": "light"}'),
    ('COF-FIL-002', 'Huila Honey Process', 'Panela, plum, a long finish.', '{"grams": 250, "roast": "light"}'),
    ('COF-FIL-003', 'Nyeri AA', 'Blackcurrant & rhubarb.', '{"grams": 250, "roast": "light"}'),
    ('TEA-001', 'Second Flush Darjeeling', 'Muscatel; the garden''s best week.', '{"grams": 100}'),
    ('TEA-002', 'Sencha Asamushi', 'Lightly steamed, grassy, sweet.', '{"grams": 100}'),
    ('TEA-003', 'Smoked Lapsang', 'Dried over pine.', '{"grams": 100}'),
    ('BRW-001', 'Pour-over Dripper', 'Porcelain, for one to four cups.', '{"colour": "white"}'),
    ('BRW-002', 'Paper Filters (100)', 'Unbleached, size 02.', '{"pack": 100}'),
    ('BRW-003', 'Gooseneck Kettle', '0.9 l, steel.', '{"litres": 0.9}'),
    ('GRD-001', 'Hand Grinder', 'Steel burrs, 25 g.', '{"burrs": "steel"}'),
    ('GRD-002', 'Countertop Grinder', '64 mm flat burrs.', '{"burrs": "steel", "watts": 250}');

INSERT INTO shop.product_categories (product_id, category_id)
SELECT product.id, category.id
FROM (VALUES
    ('COF-ESP-', 'Espresso'),
    ('COF-FIL-', 'Filter coffee'),
    ('TEA-', 'Tea'),
    ('BRW-', 'Brewing'),
    ('GRD-', 'Grinders')
) AS shelf (prefix, category)
JOIN shop.products AS product ON starts_with(product.sku, shelf.prefix)
JOIN shop.categories AS category ON category.name = shelf.category;

INSERT INTO shop.prices (product_id, amount, valid)
SELECT product.id, price.amount, '[2023-03-01 00:00:00+00,)'
FROM (VALUES
    ('COF-ESP-001', 11.90), ('COF-ESP-002', 19.50), ('COF-ESP-003', 12.50),
    ('COF-FIL-001', 14.90), ('COF-FIL-002', 13.90), ('COF-FIL-003', 16.20),
    ('TEA-001', 18.00), ('TEA-002', 15.50), ('TEA-003', 12.00),
    ('BRW-001', 24.00), ('BRW-002', 6.50), ('BRW-003', 69.00),
    ('GRD-001', 139.00), ('GRD-002', 489.00)
) AS price (sku, amount)
JOIN shop.products AS product USING (sku);

INSERT INTO shop.stock_movements (product_id, quantity, reason, moved_at)
SELECT product.id, delivery.quantity, 'delivery', '2023-03-08 07:30:00+00'
FROM (VALUES
    ('COF-ESP-001', 80), ('COF-ESP-002', 120), ('COF-ESP-003', 40),
    ('COF-FIL-001', 60), ('COF-FIL-002', 60), ('COF-FIL-003', 30),
    ('TEA-001', 25), ('TEA-002', 40), ('TEA-003', 40),
    ('BRW-001', 35), ('BRW-002', 200), ('BRW-003', 12),
    ('GRD-001', 15), ('GRD-002', 4)
) AS delivery (sku, quantity)
JOIN shop.products AS product USING (sku);
