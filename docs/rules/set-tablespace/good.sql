CREATE TABLE voucher (id bigint PRIMARY KEY, code text NOT NULL) TABLESPACE fast_disk;
