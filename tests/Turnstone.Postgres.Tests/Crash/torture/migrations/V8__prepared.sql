COMMIT PREPARED '@cell@_wanted';
INSERT INTO promised VALUES (2);
ROLLBACK PREPARED '@cell@_unwanted';
INSERT INTO said VALUES ('prepared', 1);
