namespace Turnstone.Linting.Rules.Types;

using Turnstone.Diagnostics;
using Turnstone.Linting.Knowledge;
using Turnstone.Sql.Clauses;

/// <summary>A JSON value that cannot be compared.</summary>
sealed class PreferJsonb : NodeRule<ColumnDefinition>
{
    public override string Name => "prefer-jsonb";

    public override RuleTopic Topic => RuleTopic.Types;

    public override Severity Severity => Severity.Warning;

    public override string Danger => "json has no equality: SELECT DISTINCT, UNION and GROUP BY over the table fail once a query names the column, also those that SELECT * writes; and it is parsed anew at every read.";

    public override string Cure => "jsonb. Only who needs the text as it came, with its blanks and the order of its keys, needs json.";

    protected override IEnumerable<Finding> Check(ColumnDefinition column, LintContext context)
    {
        if (column.Type is { } type && ColumnType.Of(type, context.Statement.Slice.Text) is { Name: "json", IsArray: false })
        {
            yield return Finding.Of(type, $"Queries that compare rows with {column.Name.Shown()} fail.") with { Fix = [new(type.Span, "jsonb")] };
        }
    }
}
