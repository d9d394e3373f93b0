namespace Turnstone.Health;

using System.Globalization;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>What a look at a database's health is about: whose objects, and from which age on a transaction is old.</summary>
sealed record HealthScope(string LedgerSchema, TimeSpan Old, PgVersion Version)
{
    /// <summary>The most that one question answers with.</summary>
    public const int Most = 100;

    /// <summary>Whether the schema <c>namespace</c> is a user's: neither the server's nor the ledger's own, and nobody's temporary one.</summary>
    public Sql OwnSchema => $"""
        NOT pg_catalog.starts_with(namespace.nspname::text, 'pg_') AND namespace.nspname <> 'information_schema' AND namespace.nspname <> {Literal.Of(LedgerSchema)}
        """;

    /// <summary>Whether the relation <c>relation</c> is no extension's.</summary>
    public static Sql OwnRelation => $"""
        NOT EXISTS (SELECT FROM pg_catalog.pg_depend WHERE classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND objid = relation.oid AND deptype = 'e')
        """;

    /// <summary>The moment before which a thing is old.</summary>
    public Sql LongAgo => $"(pg_catalog.clock_timestamp() - {(long)Old.TotalSeconds} * interval '1 second')";

    /// <summary>The session's own database.</summary>
    public static Sql OwnDatabase => $"(SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())";

    /// <summary>How long something has lasted, as people say it.</summary>
    public static string Lasting(double seconds) => TimeSpan.FromSeconds(Math.Max(0, seconds)) switch
    {
        { TotalSeconds: < 120 } time => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s"),
        { TotalMinutes: < 120 } time => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0} min"),
        { TotalHours: < 48 } time => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0} h"),
        var time => string.Create(CultureInfo.InvariantCulture, $"{time.TotalDays:0} days"),
    };
}
