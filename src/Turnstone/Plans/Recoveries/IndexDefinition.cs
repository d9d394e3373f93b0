namespace Turnstone.Plans.Recoveries;

using Turnstone.Sql;
using Turnstone.Text;

/// <summary>What a CREATE INDEX asks for, said by the server itself: the same index on an empty temporary table like the one it is for.</summary>
/// <remarks>The table has the same name while the user's text is read, which may name it, and another one afterwards: a temporary table comes before
/// all others of its name. Both are gone with the transaction.</remarks>
/// <param name="Text">What is written behind the table.</param>
sealed record IndexDefinition(string? Schema, string Table, bool Unique, string Text)
{
    /// <summary>Every index with its row of <c>pg_class</c>: <c>index</c>, <c>class</c>.</summary>
    public static Sql Built => $"SELECT FROM pg_catalog.pg_index index JOIN pg_catalog.pg_class class ON class.oid = index.indexrelid";

    /// <summary>Whether <c>index</c>, <c>class</c> are what was asked for; where it was not made, nothing is.</summary>
    public Sql IsAsAsked => $"""
        (pg_catalog.current_setting('turnstone.incomparable', true) = 'yes' AND index.indisunique = {Literal.Of(Unique)} OR EXISTS (
            SELECT FROM pg_catalog.pg_index asked JOIN pg_catalog.pg_class asked_class ON asked_class.oid = asked.indexrelid
            WHERE asked.indexrelid = pg_catalog.to_regclass('pg_temp.turnstone_asked')
                AND asked_class.relam = class.relam
                AND (asked.indisunique, asked.indnatts, asked.indnkeyatts, asked.indoption::text, asked.indcollation::text, asked.indclass::text)
                    = (index.indisunique, index.indnatts, index.indnkeyatts, index.indoption::text, index.indcollation::text, index.indclass::text)
                AND pg_catalog.to_jsonb(asked) -> 'indnullsnotdistinct' IS NOT DISTINCT FROM pg_catalog.to_jsonb(index) -> 'indnullsnotdistinct'
                AND pg_catalog.pg_get_expr(asked.indpred, asked.indrelid) IS NOT DISTINCT FROM pg_catalog.pg_get_expr(index.indpred, index.indrelid)
                AND ({Options("asked_class")}) IS NOT DISTINCT FROM ({Options("class")})
                AND ({Columns("asked")}) = ({Columns("index")})))
        """;

    /// <summary>Makes the index for comparison, <c>turnstone_asked</c>, where a query finds anything to compare it with.</summary>
    /// <remarks>A function of the table's whole row, or a column named with its schema, means only the table itself: then name and uniqueness have to do.</remarks>
    public Sql Make(Sql candidates)
    {
        Sql table = $"CREATE TEMPORARY TABLE {new Identifier(Table)} (LIKE {Named})";
        Sql index = $"CREATE {new Verbatim(Unique ? "UNIQUE INDEX" : "INDEX")} turnstone_asked ON pg_temp.{new Identifier(Table)} {new Verbatim(Text)}";
        Sql name = $"ALTER TABLE pg_temp.{new Identifier(Table)} RENAME TO turnstone_asked_on";
        Sql body = $"""
            BEGIN
                IF EXISTS ({candidates}) THEN
                    EXECUTE {Literal.Of(table.ToString())};
                    EXECUTE {Literal.Of(index.ToString())};
                    EXECUTE {Literal.Of(name.ToString())};
                END IF;
            EXCEPTION WHEN undefined_function OR undefined_table THEN
                PERFORM pg_catalog.set_config('turnstone.incomparable', 'yes', true);
            END
            """;
        return $"DO {Literal.Of(body.ToString())}";
    }

    Verbatim Named => new(new ObjectName(Schema is null ? null : new Identifier(Schema), new Identifier(Table)).ToString());

    static Sql Options(string of) => $"SELECT pg_catalog.array_agg(option ORDER BY option) FROM pg_catalog.unnest({new Identifier(of)}.reloptions) option";

    // Expressions and columns by their text, as a dropped column shifts the numbers; and the settings of their operator classes.
    static Sql Columns(string of) => $"""
        SELECT pg_catalog.array_agg(ROW(pg_catalog.pg_get_indexdef({new Identifier(of)}.indexrelid, attnum, false), attoptions)::text ORDER BY attnum)
        FROM pg_catalog.pg_attribute WHERE attrelid = {new Identifier(of)}.indexrelid
        """;
}
