namespace Turnstone.Linting.Rules.Types;

using Turnstone.Diagnostics;
using Turnstone.Linting.Knowledge;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;

/// <summary>A key that ends at 32,767.</summary>
sealed class PreferBigintOverSmallint : NodeRule<ColumnDefinition>
{
    public override string Name => "prefer-bigint-over-smallint";

    public override RuleTopic Topic => RuleTopic.Types;

    public override Severity Severity => Severity.Warning;

    public override string Danger => "A smallint key runs out at 32,767, rolled-back INSERTs counted: from then on every INSERT fails, and a wider type means to write the table and all that refer to it anew.";

    public override string Cure => "bigint, or bigserial: a few bytes more for each row, mostly taken by padding anyway.";

    public override string Limits => "Said of columns that are numbered: serial and identity.";

    protected override IEnumerable<Finding> Check(ColumnDefinition column, LintContext context)
    {
        if (column.Type is { } type && DefinedColumns.IsNumbered(column) && ColumnType.Of(type, context.Statement.Slice.Text) is { IsArray: false, Name: "int2" } && context.Statement is not CreateTable { Persistence: "TEMPORARY" })
        {
            yield return Finding.Of(type, $"{column.Name.Shown()} has no number left behind 32,767.") with { Fix = [new(type.Span, DefinedColumns.IsSerial(type) ? "bigserial" : "bigint")] };
        }
    }
}
