-- turnstone: transaction=none
SAVEPOINT s;
RELEASE s;
ROLLBACK TO s;
