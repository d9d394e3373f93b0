DROP FUNCTION price(numeric);
CREATE FUNCTION price(total numeric, rate numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT total * (1 + rate)';
