namespace Turnstone.Health;

using Npgsql;
using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>Databases whose <c>DROP DATABASE</c> was cut off: nobody can connect to what is left.</summary>
sealed record InvalidDatabase : HealthCheck
{
    /// <inheritdoc/>
    public override Sql Question(HealthScope scope) => $"SELECT datname::text FROM pg_catalog.pg_database WHERE datconnlimit = -2 ORDER BY 1 LIMIT {HealthScope.Most}";

    /// <inheritdoc/>
    public override Problem Read(NpgsqlDataReader row) => new("invalid-database", $"{row.GetString(0)}", Severity.Warning,
        "Its DROP DATABASE was cut off: part of it is gone, and nobody can connect to it.", $"DROP DATABASE {new Identifier(row.GetString(0))};");
}
