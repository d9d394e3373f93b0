-- ${not_seen} in a comment before the statement
CREATE TABLE ${table} (region text DEFAULT '${region}');
ALTER ROLE app
    PASSWORD '${app_password}';
SELECT $${a}$$, '${region}';
