CREATE TABLE booking_new (
    id bigint PRIMARY KEY,
    during tstzrange NOT NULL,
    CONSTRAINT booking_new_no_overlap EXCLUDE USING gist (during WITH &&)
);
