namespace Turnstone.Linting.Rules.Indexes;

using Turnstone.Diagnostics;
using Turnstone.Linting.Knowledge;
using Turnstone.Sql.Statements;
using Turnstone.Text;

/// <summary>An index that goes while queries use it.</summary>
sealed class IndexDropPlanRegression : NodeRule<DropIndex>
{
    public override string Name => "index-drop-plan-regression";

    public override RuleTopic Topic => RuleTopic.Indexes;

    public override Severity Severity => Severity.Warning;

    public override string Danger => "Queries that used the index read the whole table from then on, and making it again takes as long as its build.";

    public override string Cure => "See which queries use it before it goes, on every replica as well: each server counts for itself. Drop one that another index covers, or that nobody has used for weeks.";

    public override string Limits => "Said where the figures of the database are known (`--env`, `--url`, `--stats`) and the index was used. Not said where an index with the same first columns stays.";

    protected override IEnumerable<Finding> Check(DropIndex drop, LintContext context)
    {
        foreach (var name in drop.Names)
        {
            if (context.Known.Index(name) is { Table: { Figures: { } figures } table } index && figures.IndexScans.GetValueOrDefault(index.Name) is > 0 and var scans
                && !table.Indexes.Any(other => other != index && Covers(other.Statement, index.Statement)))
            {
                var since = context.Known.Figures?.CountedSince is { } time ? $" since {time:yyyy-MM-dd}" : "";
                yield return new(name.Span, $"{name.Shown()} was used {InWords.Count(scans)} times{since}.");
            }
        }
    }

    static bool Covers(CreateIndex? other, CreateIndex? index) =>
        other is not null && index is not null && IndexKeys.IsPlain(other) && IndexKeys.IsPlain(index) && IndexKeys.Begin(IndexKeys.Of(other), IndexKeys.Of(index));
}
