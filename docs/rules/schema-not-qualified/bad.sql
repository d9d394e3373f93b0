CREATE TABLE visit (at timestamptz PRIMARY KEY);
