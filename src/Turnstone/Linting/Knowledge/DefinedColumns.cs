namespace Turnstone.Linting.Knowledge;

using Turnstone.Sql.Clauses;
using Turnstone.Sql.Expressions;

/// <summary>What a column's definition says by the way.</summary>
static class DefinedColumns
{
    /// <summary>Whether it is an integer with a sequence: <c>serial</c> and its like.</summary>
    public static bool IsSerial(TypeName type) => type.Name is { Schema: null, Name.Name: "serial" or "serial2" or "serial4" or "serial8" or "bigserial" or "smallserial" };

    /// <summary>Whether its values are numbers of a sequence.</summary>
    public static bool IsNumbered(ColumnDefinition column) => column.Type is { } type && IsSerial(type) || column.Constraints.Any(one => one is IdentityColumn);
}
