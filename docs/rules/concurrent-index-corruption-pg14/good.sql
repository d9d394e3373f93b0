CREATE TABLE invoice (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sent_on date
);
CREATE INDEX invoice_sent_on_idx ON invoice (sent_on);
