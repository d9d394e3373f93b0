namespace Turnstone.Health;

using Npgsql;
using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>Asks what of a check cannot be known, in one row or none.</summary>
/// <param name="Read">Says it, to whoever asked.</param>
sealed record HealthGap(Sql Question, Func<NpgsqlDataReader, Identifier, Diagnostic> Read);
