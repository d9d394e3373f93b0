namespace Turnstone.Linting.Rules.Indexes;

using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Sql.Statements;

/// <summary>An index that is built while nobody can write.</summary>
sealed class IndexNotConcurrent : NodeRule<CreateIndex>
{
    public override string Name => "index-not-concurrent";

    public override RuleTopic Topic => RuleTopic.Indexes;

    public override Severity Severity => Severity.Error;

    public override string Danger => "CREATE INDEX holds a SHARE lock on the table for the whole build: every INSERT, UPDATE and DELETE waits, for minutes on a large table.";

    public override string Cure => "CREATE INDEX CONCURRENTLY: writes go on. Turnstone runs it outside of a transaction, waits for old transactions, and takes away what a failed build leaves.";

    public override string Limits => "Not said of a table that is new itself. A partitioned table takes no CONCURRENTLY: there, see index-on-partitioned-parent.";

    public override LockClaim Claim => new(LockMode.Share, Scans: true);

    protected override IEnumerable<Finding> Check(CreateIndex index, LintContext context)
    {
        if (!index.Concurrently && !context.IsNew(index.Table) && context.Known.Table(index.Table) is not { IsPartitioned: true } && !(index.IfNotExists && index.Name is { } name && context.Known.Index(index.Table with { Name = name }) is not null))
        {
            yield return Finding.Of(index, $"Nobody can write to {index.Table.Shown()} until the whole index is built.") with { Fix = [Behind(index, context)] };
        }
    }

    static TextEdit Behind(CreateIndex index, LintContext context)
    {
        var at = context.Statement.Slice.Text.IndexOf("INDEX", index.Span.Start, StringComparison.OrdinalIgnoreCase) + "INDEX".Length;
        return new(new(at, 0), " CONCURRENTLY");
    }
}
