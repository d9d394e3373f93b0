\connect shop
SELECT :name, :'name';
\i other.sql
