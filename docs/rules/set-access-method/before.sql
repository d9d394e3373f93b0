CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, total numeric(10, 2) NOT NULL, placed_at timestamptz NOT NULL);
CREATE ACCESS METHOD columnar TYPE TABLE HANDLER heap_tableam_handler;
