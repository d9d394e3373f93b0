CREATE TABLE customer (email text PRIMARY KEY, name text);
CREATE TABLE orders (id bigint PRIMARY KEY, note text, placed_at timestamptz);
INSERT INTO orders (id, note) VALUES (1, 'ada@example.org');
