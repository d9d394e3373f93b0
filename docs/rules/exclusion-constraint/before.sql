CREATE TABLE booking (
    id bigint PRIMARY KEY,
    during tstzrange NOT NULL
);
