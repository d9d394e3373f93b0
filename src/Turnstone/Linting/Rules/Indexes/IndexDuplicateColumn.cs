namespace Turnstone.Linting.Rules.Indexes;

using System.Collections.Immutable;
using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Statements;

/// <summary>An index with a column twice.</summary>
sealed class IndexDuplicateColumn : NodeRule<CreateIndex>
{
    public override string Name => "index-duplicate-column";

    public override RuleTopic Topic => RuleTopic.Indexes;

    public override Severity Severity => Severity.Warning;

    public override string Danger => "A column that an index has already narrows nothing down: it only makes every entry larger and every write slower.";

    public override string Cure => "CREATE INDEX with each column once.";

    protected override IEnumerable<Finding> Check(CreateIndex index, LintContext context)
    {
        ImmutableArray<IndexKey>[] lists = [index.Keys, index.Include];
        var seen = new HashSet<(Identifier, ObjectName?)>();
        foreach (var list in lists)
        {
            for (var i = 0; i < list.Length; i++)
            {
                // One column by two operator classes answers two kinds of questions.
                if (list[i].Column is { } column && !(list == index.Include ? !seen.Any(one => one.Item1 == column) : seen.Add((column, list[i].OperatorClass))))
                {
                    yield return Finding.Of(list[i], $"The index has {column.Shown()} already.") with { Fix = i > 0 ? [WordEdits.WithoutItem(list[i - 1], list[i])] : [] };
                }
            }
        }
    }
}
