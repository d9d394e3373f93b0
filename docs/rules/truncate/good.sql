CREATE TEMPORARY TABLE batch (id bigint);
TRUNCATE batch;
