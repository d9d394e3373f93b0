CREATE TABLE delivery (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sent_at timestamptz NOT NULL,
    floor smallint NOT NULL,
    is_express boolean NOT NULL,
    note text
);
