ALTER TYPE mood ADD VALUE 'glad';
INSERT INTO moods VALUES ('glad');
ALTER TYPE mood ADD VALUE IF NOT EXISTS 'angry' BEFORE 'sad';
ALTER TYPE mood ADD VALUE IF NOT EXISTS 'glad';
INSERT INTO moods VALUES ('angry'), ('ok');
ALTER TYPE mood RENAME VALUE 'ok' TO 'well';
