namespace Turnstone.Linting.Rules.Policies;

using Turnstone.Diagnostics;
using Turnstone.Linting.Knowledge;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;

/// <summary>Data that has to be kept, and is taken away or written over.</summary>
sealed class RetainedDataLost : NodeRule<Statement>
{
    public override string Name => "retained-data-lost";

    public override RuleTopic Topic => RuleTopic.Policies;

    public override Severity Severity => Severity.Error;

    internal override bool IsLiftedByReasonOnly => true;

    internal override bool IsOfWhatRuns => true;

    public override string Danger => "Somebody wrote down that this data has to be kept, or that the law looks after it: a comment on the table or column says [retention …] or [regulated …], or `turnstone.yaml` "
        + "lists it under `retained:`. Dropped, emptied, written over or squeezed into another type it is gone, and nobody who answers for it was asked.";

    public override string Cure => "Ask the group that is named there. Move the rows somewhere else instead of taking them away, add a column instead of changing one. What was decided stands in front of the "
        + "statement: `-- turnstone: ignore=retained-data-lost reason=\"finance agreed, FIN-12\"`.";

    public override string Limits => "Tags are words in brackets: COMMENT ON COLUMN customer.email IS 'Where we write to. [regulated by privacy]', COMMENT ON TABLE orders IS '[retention: 7 years by finance]'; behind "
        + "`by` stands who decides. In `turnstone.yaml`: `retained: { orders: finance, customer.email: privacy, audit.*: legal }`. It holds in undo files too, and for a comment that takes a tag away. Not said of a "
        + "table that is new itself.";

    protected override IEnumerable<Finding> Check(Statement statement, LintContext context)
    {
        foreach (var loss in Losses.Of(statement, context).Where(loss => context.IsInUse(loss.Table)).DistinctBy(loss => (loss.Span, loss.Table)))
        {
            if (Losses.Of(statement, context).Where(other => other.Span == loss.Span && other.Table == loss.Table).Select(other => (Loss: other, Kept: Kept(other, context))).FirstOrDefault(one => one.Kept is not null) is ({ } lost, { } kept))
            {
                yield return new(lost.Span, $"{lost.Shown} {lost.What}, and {Told(kept)}.");
            }
        }
        if (statement is Comment { Object: var named } comment && context.IsInUse(named.Owner ?? named.Name) && RetainedData.OfComment(Before(named, context)) is { } tag
            && RetainedData.OfComment(comment.Text is { } text ? comment.Slice.Said(text) : null) is null)
        {
            yield return Finding.Of(comment, $"The comment of {named.Name.Shown()} loses its tag, and {Told(tag)}.");
        }
    }

    static RetainedData? Kept(Loss loss, LintContext context) => loss.Column is { } column ? Of(loss.Table, table => RetainedData.Of(table, column.Name, context), context)
        : Of(loss.Table, table => RetainedData.OfAny(table, context), context);

    // A partition's rows are its table's.
    static RetainedData? Of(ObjectName table, Func<ObjectName, RetainedData?> tag, LintContext context) =>
        tag(table) ?? (context.Known.Table(table)?.PartitionOf is { } parent ? Of(parent.AsWritten, tag, context) : null);

    static string? Before(ObjectReference named, LintContext context) => named switch
    {
        { Kind: ObjectKind.Table } => context.Known.Table(named.Name)?.Comment,
        { Kind: ObjectKind.Column, Owner: { } owner } => context.Known.Table(owner)?.Column(named.Name.Name)?.Comment,
        _ => null,
    };

    static string Told(RetainedData kept) => kept.Tag.StartsWith('[') ? $"it is tagged {kept.Tag}{(kept.Group is null ? "" : $": {kept.Group} decides")}" : $"turnstone.yaml keeps {kept.Tag}: {kept.Group} decides";
}
