CREATE TABLE wish (customer_id bigint NOT NULL, article text NOT NULL, PRIMARY KEY (customer_id, article));
