namespace Turnstone.Catalog;

using System.Collections.Immutable;
using Npgsql;
using Turnstone.Diagnostics;
using Turnstone.Sessions;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>A script that was read from a file.</summary>
/// <param name="Shown">What messages call the file.</param>
public sealed record ScriptText(string Shown, ImmutableArray<StatementSlice> Statements)
{
    /// <summary>Runs it in a throw-away database, up to the first statement that is refused.</summary>
    internal async Task<Diagnostic?> RunAsync(Session session, CancellationToken stop)
    {
        foreach (var statement in Statements)
        {
            try
            {
                await session.ExecuteAsync(stop, (Text.Sql)$"{new Verbatim(statement.Text)}");
            }
            catch (PostgresException refused)
            {
                return Diagnostic.Error("dump-refused", $"PostgreSQL {(int)session.Server.Version} refuses the statement: {refused.MessageText} (SQLSTATE {refused.SqlState}).", Shown,
                    "Nothing was compared: what the file makes is not known from here on.").At(statement.Position);
            }
        }
        return null;
    }
}
