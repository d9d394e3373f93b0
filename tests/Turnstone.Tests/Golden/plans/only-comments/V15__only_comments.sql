-- turnstone: author=ann
/* nothing; to do */ ;
-- later
