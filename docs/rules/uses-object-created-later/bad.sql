-- file: V2__wishes_per_customer.sql
CREATE VIEW wishes_per_customer AS SELECT customer_id, count(*) AS wishes FROM wish GROUP BY customer_id;
-- file: V3__wish.sql
CREATE TABLE wish (customer_id bigint NOT NULL, article text NOT NULL, PRIMARY KEY (customer_id, article));
