DROP TABLE shop.events_2025_h2;

DROP TABLE shop.events_2025_h1;
