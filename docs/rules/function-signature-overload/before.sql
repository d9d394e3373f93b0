CREATE FUNCTION price(total numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT total * 1.19';
