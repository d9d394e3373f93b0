namespace Turnstone.Tests.Sql.Trees;

using FsCheck;
using FsCheck.Fluent;

/// <summary>Statements put together of what the grammar has and of what it does not.</summary>
static class HostileStatement
{
    static readonly string[] Pieces =
    [
        "SELECT", "SELECT 1", "FROM", "FROM t", "WHERE", "a", "b", "a.b", "a.*", "*", "1", "'x'", "$$x$$", "$1", "(", ")", "(", ")", "[", "]", ",", ",", ".", "::", "::int", "+", "-", "=", "<", "AND", "OR", "NOT", "IS NULL", "IN", "IN (1)",
        "BETWEEN", "LIKE", "CASE WHEN", "THEN", "ELSE", "END", "UNION", "UNION ALL", "INTERSECT", "VALUES (1)", "TABLE t", "WITH w AS (", "JOIN", "JOIN b ON", "LEFT JOIN", "USING (a)", "LATERAL", "AS", "AS x", "ORDER BY", "GROUP BY", "LIMIT 1",
        "FOR UPDATE", "OVER (", "PARTITION BY", "FILTER (WHERE", "f(", "ARRAY[", "ROW(", "EXISTS (", "CAST(", "AS int)", "extract(", "json_object(", "xmlexists(", "ANY (", "OPERATOR(+)", "COLLATE c", "AT TIME ZONE", "interval '1'", "timestamp",
        "INSERT INTO t", "UPDATE t SET a =", "DELETE FROM t", "RETURNING *", "ON CONFLICT DO NOTHING", "MERGE INTO t USING u ON true WHEN MATCHED THEN DELETE", "CREATE TABLE t (", "a int", "PRIMARY KEY", "REFERENCES u", "CHECK (", "DEFAULT", "GENERATED ALWAYS AS (",
        "ALTER TABLE t", "ADD", "ADD COLUMN a int", "DROP", "DROP a", "ALTER a", "SET NOT NULL", "TYPE int", "RENAME TO u", "CREATE INDEX ON t (", "CREATE VIEW v AS", "CREATE FUNCTION f() RETURNS int", "BEGIN ATOMIC", "RETURN", "LANGUAGE sql", "AS 'x'",
        "DROP TABLE", "IF EXISTS", "IF NOT EXISTS", "t", "CASCADE", "GRANT", "ALL", "ON", "TO r", "CREATE RULE r AS ON INSERT TO t DO", "EXPLAIN", "PREPARE p AS", "COPY t FROM stdin", "COMMENT ON", "SET x =", "U&\"d\\0061t\"", "\"q\"", "${p}", "/* c */", "-- c\n", ";",
    ];

    public static Arbitrary<string> Any { get; } = Gen.Elements(Pieces).ListOf().Select(pieces => string.Join(' ', pieces)).ToArbitrary();

    public static void Check(Func<string, bool> holds) => Prop.ForAll(Any, holds).Check(Config.QuickThrowOnFailure.WithMaxTest(3000).WithEndSize(25));
}
