namespace Turnstone.Health;

using System.Collections.Immutable;
using Turnstone.Sessions;
using Turnstone.Sql;
using Turnstone.Sql.Statements;
using Turnstone.Text;

/// <summary>Whether a role may alter what a plan alters: PostgreSQL asks for the owner, or a member of the role that is it.</summary>
/// <remarks>PostgreSQL manual 5.8: the right to alter or drop an object is inherent in being its owner and cannot be granted. Only tables, views, sequences and indexes
/// are looked at.</remarks>
sealed class Ownership(Session session, ImmutableArray<string> searchPath)
{
    /// <param name="texts">Of the files that are planned.</param>
    public async Task<Precondition> OfAsync(IEnumerable<string> texts, CancellationToken stop)
    {
        const string name = "ownership";
        var named = texts.SelectMany(text => NamesIn(text, session.Server.Version)).Distinct().ToList();
        if (named is [])
        {
            return Precondition.Ok(name, "Nothing that is there already is altered.");
        }
        await session.ExecuteAsync(stop, SearchPath);
        var others = await session.QueryAsync($"""
            SELECT relation.oid::pg_catalog.regclass::text, pg_catalog.pg_get_userbyid(relation.relowner)
            FROM pg_catalog.unnest({Literal.Of(ArrayOf(named))}::text[]) named (name)
            JOIN pg_catalog.pg_class relation ON relation.oid = pg_catalog.to_regclass(named.name)
            WHERE NOT pg_catalog.pg_has_role(relation.relowner, 'USAGE') ORDER BY 1
            """, row => (Object: row.GetString(0), Owner: row.GetString(1)), stop);
        return others.Count == 0
            ? Precondition.Ok(name, $"{session.Server.User} may alter everything that the plan alters.")
            : Precondition.Failed(name, Diagnostics.FailureKind.Refused,
                $"{session.Server.User} is not the owner of {string.Join(", ", others.Take(5).Select(one => $"{one.Object} ({one.Owner})"))}{(others.Count > 5 ? $" and {others.Count - 5} more" : "")}, which the plan alters.",
                $"As a superuser or the owner: {string.Join(" ", others.Select(one => one.Owner).Distinct().Select(owner => $"GRANT {new Identifier(owner)} TO {new Identifier(session.Server.User)};"))}");
    }

    static IEnumerable<string> NamesIn(string text, PgVersion version) => StatementReader.ReadAll(text).Select(slice => Parser.Parse(slice, version))
        .Where(statement => statement.Error is null && TakesOwner(statement))
        .SelectMany(statement => StatementNames.Of(statement).Relations).Select(name => name.ToString());

    static bool TakesOwner(Statement statement) => statement is
        AlterTable or AlterSequence or AttachPartition or DetachPartition or Rename or MoveToSchema or AlterOwner or Drop or DropIndex or CreateIndex or CreatePolicy or AlterPolicy or CreateRule or Comment
            or Reindex or Cluster or RefreshMaterializedView;

    Sql SearchPath => searchPath.IsEmpty ? $"SELECT 1" : (Sql)$"SET search_path = {Sql.Join(", ", searchPath.Select(schema => (Sql)$"{new Identifier(schema)}"))}";

    static string ArrayOf(IEnumerable<string> names) =>
        $"{{{string.Join(',', names.Select(name => $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""))}}}";
}
