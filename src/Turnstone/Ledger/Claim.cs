namespace Turnstone.Ledger;

using System.Collections.Immutable;
using Npgsql;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>What a database says of itself: which environment of its project it is, and where that may be found.</summary>
/// <remarks>A restored copy says the same, and stands elsewhere: that is how it is told from the database that was claimed.</remarks>
/// <param name="Hosts">By which names it may be connected to; empty is not asked.</param>
/// <param name="Databases">What it may be called; empty is not asked.</param>
/// <param name="SystemIdentifier">The cluster's; none is not asked.</param>
public sealed record Claim(
    string Environment, ImmutableArray<string> Hosts, ImmutableArray<string> Databases, string? SystemIdentifier, DateTimeOffset At, string By)
{
    /// <summary>Reads what stands behind the ledger's version; none where nobody has claimed the database.</summary>
    internal static Claim? Read(NpgsqlDataReader row) => row.IsDBNull(1) ? null : new(
        row.GetString(1), Lines(row.GetString(2)), Lines(row.GetString(3)), row.IsDBNull(4) ? null : row.GetString(4),
        row.GetFieldValue<DateTimeOffset>(5), row.GetString(6));

    /// <summary>The statement that puts it in place of the project's claim before.</summary>
    internal Sql Write(QualifiedName table, string project) => $"""
        INSERT INTO {table} AS said (project, environment, hosts, databases, system_identifier, claimed_by)
        VALUES ({Literal.Of(project)}, {Literal.Of(Environment)}, {Array(Hosts)}, {Array(Databases)}, {Literal.Of(SystemIdentifier)}, {Literal.Of(By)})
        ON CONFLICT (project) DO UPDATE SET environment = excluded.environment, hosts = excluded.hosts, databases = excluded.databases,
            system_identifier = excluded.system_identifier, claimed_at = pg_catalog.clock_timestamp(), claimed_by = excluded.claimed_by
        """;

    static ImmutableArray<string> Lines(string joined) => [.. joined.Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    static Sql Array(ImmutableArray<string> texts)
    {
        Sql all = $"";
        foreach (var text in texts)
        {
            all = $"{all}, {Literal.Of(text)}";
        }
        return $"pg_catalog.array_remove(ARRAY[NULL::text{all}], NULL)";
    }
}
