ALTER TABLE orders ADD COLUMN missed_at date;
CREATE TABLE customer_address_verification_attempt (
    customer_address_verification_provider_id bigint PRIMARY KEY
);
