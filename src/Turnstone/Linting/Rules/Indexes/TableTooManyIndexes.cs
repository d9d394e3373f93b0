namespace Turnstone.Linting.Rules.Indexes;

using Turnstone.Diagnostics;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;

/// <summary>One more index than a table may have.</summary>
sealed class TableTooManyIndexes : NodeRule<CreateIndex>
{
    public override string Name => "table-too-many-indexes";

    public override RuleTopic Topic => RuleTopic.Indexes;

    public override Severity Severity => Severity.Info;

    internal override bool TakesLimit => true;

    public override string Danger => "Every INSERT, and every UPDATE that changes an indexed column, writes to each index of the table.";

    public override string Cure => "See in pg_stat_user_indexes which are never read, DROP INDEX CONCURRENTLY those, and then CREATE INDEX CONCURRENTLY the new one.";

    public override string Limits => "Ten are taken unless `limit` says otherwise; those of constraints count.";

    public override bool IsHouseRule => true;

    const int Usual = 10;

    protected override IEnumerable<Finding> Check(CreateIndex index, LintContext context)
    {
        var most = context.Options.Of(this).Limit ?? Usual;
        if (context.Known.Table(index.Table) is { } table && table.Indexes.Count + table.Constraints.Count(one => one.Constraint is UniqueConstraint or ExclusionConstraint) is var there && there >= most)
        {
            yield return Finding.Of(index, $"{index.Table.Shown()} has {there} indexes already; the house takes {most}.");
        }
    }
}
