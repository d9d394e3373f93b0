namespace Turnstone.Linting.Knowledge;

using Turnstone.Sql;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.PlPgSql;

/// <summary>What a routine's body uses, which PostgreSQL does not keep where the body is a string.</summary>
static class RoutineUse
{
    /// <summary>Tables, views and routines that it names; of other languages than PL/pgSQL none.</summary>
    public static IEnumerable<ObjectName> Of(KnownRoutine routine, PgVersion version) =>
        PlBody.Of(routine.Statement, version)?.Block?.Nodes.SelectMany(node => node is FunctionCall call ? [call.Name] : node.NamedRelations) ?? [];
}
