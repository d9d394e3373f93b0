-- First nobody gets in any more; a GRANT takes that back at once.
REVOKE ALL ON orders FROM PUBLIC;
-- What this file made itself, nobody else has seen.
CREATE TABLE orders_import (id bigint PRIMARY KEY);
DROP TABLE orders_import;
