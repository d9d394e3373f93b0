-- turnstone: lock_timeout=soon
SELECT 1;
VACUUM;
