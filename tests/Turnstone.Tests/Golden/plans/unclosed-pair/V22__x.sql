-- turnstone: transaction=none
CREATE TABLE a (id int);
  BEGIN;
CREATE TABLE b (id int);
