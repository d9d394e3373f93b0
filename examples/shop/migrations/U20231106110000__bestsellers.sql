DROP MATERIALIZED VIEW shop.bestsellers;
