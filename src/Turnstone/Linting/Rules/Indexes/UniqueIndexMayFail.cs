namespace Turnstone.Linting.Rules.Indexes;

using Turnstone.Diagnostics;
using Turnstone.Sql.Statements;

/// <summary>A unique index on rows that may not be.</summary>
sealed class UniqueIndexMayFail : NodeRule<CreateIndex>
{
    public override string Name => "unique-index-may-fail";

    public override RuleTopic Topic => RuleTopic.Indexes;

    public override Severity Severity => Severity.Info;

    public override string Danger => "A unique index fails on the first two rows that are alike; a concurrent build finds that out at its very end, and leaves an index that is not valid.";

    public override string Cure => "Look for doubles first with SELECT … GROUP BY … HAVING count(*) > 1, and mend them in a migration before this one.";

    public override string Limits => "Advice: whether there are doubles only the data can tell. Not said of a table that is new itself.";

    protected override IEnumerable<Finding> Check(CreateIndex index, LintContext context)
    {
        if (!index.Unique || context.IsNew(index.Table))
        {
            yield break;
        }
        var columns = string.Join(", ", index.Keys.Select(key => context.Text(key.Column?.Span ?? key.Value!.Span)));
        var where = index.Where is { } condition ? $" WHERE {context.Text(condition.Span)}" : "";
        yield return Finding.Of(index, $"It fails if {index.Table.Shown()} holds doubles.", $"Look first: SELECT {columns}, count(*) FROM {index.Table.Shown()}{where} GROUP BY {columns} HAVING count(*) > 1;");
    }
}
