CREATE TABLE measurement (
    id bigint PRIMARY KEY,
    readings real[]
);
