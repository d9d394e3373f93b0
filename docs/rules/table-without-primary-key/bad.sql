CREATE TABLE wish (customer_id bigint NOT NULL, article text NOT NULL);
