CREATE UNLOGGED TABLE orders_import (line text NOT NULL);
