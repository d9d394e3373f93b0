-- turnstone: placeholders=off
SELECT '${region} ${not_there}';
