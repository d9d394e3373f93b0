CREATE TABLE invoice (
    id smallint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    total numeric(10, 2) NOT NULL
);
