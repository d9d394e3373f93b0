CREATE TABLE country (
    code text PRIMARY KEY,
    created_at timestamptz NOT NULL DEFAULT now()
);
