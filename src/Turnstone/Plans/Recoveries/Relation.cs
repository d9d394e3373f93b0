namespace Turnstone.Plans.Recoveries;

using Turnstone.Sql;
using Turnstone.Text;

/// <summary>A table or index as a statement names it, found as the statement finds it.</summary>
static class Relation
{
    /// <summary>Its number; null where there is none of that name.</summary>
    public static Sql Named(string? schema, string name) =>
        $"pg_catalog.to_regclass({Literal.Of(new ObjectName(schema is null ? null : new Identifier(schema), new Identifier(name)).ToString())})";
}
