-- PostgreSQL 15
ALTER TABLE orders SET ACCESS METHOD columnar;
