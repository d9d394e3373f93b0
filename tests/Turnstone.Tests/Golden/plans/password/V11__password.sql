CREATE ROLE app LOGIN PASSWORD 'S3cr3t-and-l0ng';
CREATE USER MAPPING FOR app SERVER other OPTIONS (user 'app', password 'an0ther');
GRANT SELECT ON accounts TO app;
