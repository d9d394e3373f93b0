ALTER TABLE orders ADD COLUMN the_day_on_which_the_customer_told_us_that_nothing_had_arrived_yet date;
CREATE TABLE customer_address_verification_attempt (
    customer_address_verification_provider_id bigint UNIQUE
);
