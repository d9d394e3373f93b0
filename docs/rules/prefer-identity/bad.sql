CREATE TABLE invoice (id bigserial PRIMARY KEY);
