namespace Turnstone.Linting;

using System.Collections.Immutable;
using Turnstone.Sql;
using Turnstone.Sql.PlPgSql;
using Turnstone.Sql.Statements;

/// <summary>What a DO block runs.</summary>
static class BlockStatements
{
    /// <summary>Its statements in the order in which they stand, whether each runs or not; none of anything else.</summary>
    public static ImmutableArray<Statement> Of(Statement statement, PgVersion version) =>
        statement is Do && PlBody.Of(statement, version)?.Block is { } block ? [.. block.Nodes.OfType<PlStatic>().Select(one => one.Sql)] : [];
}
