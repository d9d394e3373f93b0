-- turnstone: author=ann ticket=SHOP-7
CREATE TABLE accounts (id bigint PRIMARY KEY, name text NOT NULL);

INSERT INTO accounts
VALUES (1, 'Ann; or "Anne"'), (2, 'Bob'); -- two
COMMENT ON TABLE accounts IS $$who
owes; whom$$
