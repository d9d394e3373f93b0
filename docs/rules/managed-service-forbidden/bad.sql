COPY orders (customer_id, total) FROM '/var/tmp/orders.csv' WITH (FORMAT csv);
