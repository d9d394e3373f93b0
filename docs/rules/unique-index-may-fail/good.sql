CREATE TABLE voucher (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, code text NOT NULL);
CREATE UNIQUE INDEX voucher_code_idx ON voucher (code);
