-- turnstone: context=seed
-- The seeded rows, and what hangs on them by ON DELETE CASCADE. An order for a seeded product refuses.

DELETE FROM shop.stock_movements AS movement
USING shop.products AS product
WHERE product.id = movement.product_id
  AND movement.reason = 'delivery'
  AND movement.moved_at = '2023-03-08 07:30:00+00'
  AND product.sku IN (
      'COF-ESP-001', 'COF-ESP-002', 'COF-ESP-003', 'COF-FIL-001', 'COF-FIL-002', 'COF-FIL-003',
      'TEA-001', 'TEA-002', 'TEA-003', 'BRW-001', 'BRW-002', 'BRW-003', 'GRD-001', 'GRD-002'
  );

DELETE FROM shop.products
WHERE sku IN (
    'COF-ESP-001', 'COF-ESP-002', 'COF-ESP-003', 'COF-FIL-001', 'COF-FIL-002', 'COF-FIL-003',
    'TEA-001', 'TEA-002', 'TEA-003', 'BRW-001', 'BRW-002', 'BRW-003', 'GRD-001', 'GRD-002'
);

DELETE FROM shop.categories
WHERE name IN ('Espresso', 'Filter coffee', 'Grinders');

DELETE FROM shop.categories
WHERE name IN ('Coffee', 'Tea', 'Brewing');
