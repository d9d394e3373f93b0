CREATE SUBSCRIPTION "@cell@_one" CONNECTION 'host=nowhere.invalid dbname=nothing' PUBLICATION news WITH (connect = false);
INSERT INTO said VALUES ('subscriptions', 1);
ALTER SUBSCRIPTION "@cell@_one" SET PUBLICATION news, weather WITH (refresh = false);
CREATE SUBSCRIPTION "@cell@_two" CONNECTION 'host=nowhere.invalid dbname=nothing' PUBLICATION news WITH (connect = false, slot_name = NONE);
DROP SUBSCRIPTION "@cell@_two";
CREATE PUBLICATION news FOR TABLE t;
