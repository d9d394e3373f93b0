-- In a database with the extension vector, embedding is a vector(384).
CREATE TABLE document (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, embedding real[]);
