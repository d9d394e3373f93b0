ALTER SYSTEM SET log_min_duration_statement = '1h';
INSERT INTO said VALUES ('server', 1);
ALTER SYSTEM SET log_temp_files = '1GB';
ALTER SYSTEM RESET log_temp_files;

CREATE ROLE "@cell@_role" NOLOGIN;
GRANT SELECT ON said TO "@cell@_role";

CREATE DATABASE "@cell@_one" TEMPLATE template0;
ALTER DATABASE "@cell@_one" SET work_mem = '8MB';
CREATE DATABASE "@cell@_two" TEMPLATE template0 OWNER "@cell@_role";

CREATE TABLESPACE "@cell@_space" LOCATION '';
INSERT INTO said VALUES ('server', 2);
ALTER DATABASE "@cell@_one" SET TABLESPACE "@cell@_space";
CREATE TABLESPACE "@cell@_empty" LOCATION '';
DROP TABLESPACE "@cell@_empty";

DROP DATABASE "@cell@_two";
DROP DATABASE IF EXISTS "@cell@_never";
INSERT INTO said VALUES ('server', 3);
