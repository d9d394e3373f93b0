namespace Turnstone.Linting.Rules.Indexes;

using Turnstone.Diagnostics;
using Turnstone.Linting.Knowledge;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;

/// <summary>Places on a map that nobody finds.</summary>
sealed class SpatialColumnWithoutIndex : SetRule
{
    public override string Name => "spatial-column-without-index";

    public override RuleTopic Topic => RuleTopic.Indexes;

    public override Severity Severity => Severity.Info;

    public override string Danger => "What is near, within or across is asked of a geometry by every query: without a spatial index each reads all rows, and computes with every shape.";

    public override string Cure => "CREATE INDEX CONCURRENTLY … USING gist (column); spgist for points, brin for a large table whose rows lie in their order.";

    public override string Limits => "Said of columns of PostGIS' types geometry and geography, when all migrations have passed, so an index that a later one makes counts.";

    protected internal override IEnumerable<Finding> Check(SetContext context)
    {
        foreach (var table in context.Known.Tables.Where(table => !table.IsTemporary && table.Kind == ObjectKind.Table))
        {
            foreach (var column in table.Columns.Values.Where(column => column.Kept is { Own: not null, IsArray: false, Name: "geometry" or "geography" }))
            {
                if (column.Made?.Place is { File.IsAsked: true } place && !table.HasIndexOn(column.Name, "gist", "spgist", "brin"))
                {
                    yield return Finding.At(place, column.Span, $"Every query of where {new PlainName(column.Name)} lies reads all of {context.Known.Written(table).Shown()}.",
                        $"CREATE INDEX CONCURRENTLY ON {context.Known.Written(table).Shown()} USING gist ({new PlainName(column.Name)});");
                }
            }
        }
    }
}
