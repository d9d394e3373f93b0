CREATE TABLE delivery (
    is_express boolean NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    floor smallint NOT NULL,
    sent_at timestamptz NOT NULL,
    note text
);
