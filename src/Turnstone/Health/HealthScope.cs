namespace Turnstone.Health;

using Turnstone.Configuration;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>What a look at a database's health is about: whose objects, and from which age on a transaction is old.</summary>
sealed record HealthScope(string LedgerSchema, TimeSpan Old, PgVersion Version)
{
    /// <summary>The most that one question answers with.</summary>
    public const int Most = 100;

    /// <summary>Whose schemas are looked at; all users' where it names none.</summary>
    public SchemaScope Schemas { get; init; } = new();

    /// <summary>How far the statistics have to go back before an index without a scan counts as unused.</summary>
    public TimeSpan Unused { get; init; }

    /// <summary>What the application may wait for a run in one attempt; zero is without limit.</summary>
    public TimeSpan BlockingBudget { get; init; } = new RunSettings().BlockingBudget;

    /// <summary>Whether the schema <c>namespace</c> is one of the project's: neither the server's nor the ledger's own, and nobody's temporary one.</summary>
    public Sql OwnSchema => $"""
        NOT pg_catalog.starts_with(namespace.nspname::text, 'pg_') AND namespace.nspname <> 'information_schema' AND namespace.nspname <> {Literal.Of(LedgerSchema)}{InScope}
        """;

    Sql InScope
    {
        get
        {
            Sql included = Schemas.Include.IsEmpty ? (Sql)$"" : (Sql)$" AND namespace.nspname IN ({List(Schemas.Include)})";
            return Schemas.Exclude.IsEmpty ? included : $"{included} AND namespace.nspname NOT IN ({List(Schemas.Exclude)})";
        }
    }

    static Sql List(IEnumerable<string> names) => names.Select(name => (Sql)$"{Literal.Of(name)}").Aggregate((left, right) => $"{left}, {right}");

    /// <summary>Whether the relation <c>relation</c> is no extension's.</summary>
    public static Sql OwnRelation => $"""
        NOT EXISTS (SELECT FROM pg_catalog.pg_depend WHERE classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND objid = relation.oid AND deptype = 'e')
        """;

    /// <summary>The moment before which a thing is old.</summary>
    public Sql LongAgo => $"(pg_catalog.clock_timestamp() - {(long)Old.TotalSeconds} * interval '1 second')";

    /// <summary>The session's own database.</summary>
    public static Sql OwnDatabase => $"(SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())";

    /// <summary>A name in quotes, as an <see cref="Identifier"/> is written: the driver reads no arrays here, so that lists of names come joined.</summary>
    public static Sql Quoted(Sql name) => $"""('"' || pg_catalog.replace({name}::text, '"', '""') || '"')""";

    /// <summary>How many bytes the relation took when it was last looked at: asking for its files would wait for whoever locks it.</summary>
    /// <param name="pages">PostgreSQL's estimate, of VACUUM, ANALYZE or the index's build.</param>
    public static Sql BytesOf(Sql pages) => $"({pages})::bigint * pg_catalog.current_setting('block_size')::bigint";
}
