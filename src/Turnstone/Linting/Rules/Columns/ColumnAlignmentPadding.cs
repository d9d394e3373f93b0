namespace Turnstone.Linting.Rules.Columns;

using Turnstone.Diagnostics;
using Turnstone.Linting.Knowledge;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;

/// <summary>A row that is longer than what is in it.</summary>
sealed class ColumnAlignmentPadding : NodeRule<CreateTable>
{
    public override string Name => "column-alignment-padding";

    public override RuleTopic Topic => RuleTopic.Columns;

    public override Severity Severity => Severity.Info;

    public override string Danger => "PostgreSQL keeps columns in the order in which they are written, and begins a bigint or a timestamp at a multiple of 8 bytes: behind a boolean seven bytes stay empty, in every row, on disk and in memory.";

    public override string Cure => "Columns of 8 bytes first, then of 4, of 2, of 1, and those of no fixed length last. It costs nothing in a new table, and cannot be changed later.";

    public override string Limits => "Said where another order makes each row shorter by 8 bytes or more, as far as its columns have a fixed length and are not null. The fix is offered where no comment stands between the columns and nothing further down counts on their order.";

    protected override IEnumerable<Finding> Check(CreateTable create, LintContext context)
    {
        var columns = create.Elements.OfType<ColumnDefinition>().ToList();
        if (create is not { PartitionOf: null, OfType: null, Inherits: [], Persistence: not "TEMPORARY" } || create.Elements.Any(element => element is TableLike) || context.IsUndo())
        {
            yield break;
        }
        var lying = columns.Select(column => (Column: column, How: column.Type is { } type ? TypeAlignment.Of(ColumnType.Of(type, create.Slice.Text), context.Known) : null)).ToList();
        if (lying.Exists(one => one.How is null))
        {
            yield break;
        }
        var better = lying.OrderByDescending(one => one.How!.Value.Length is null ? 0 : one.How.Value.Alignment).ToList();
        if (Lost(lying.Select(one => one.How!.Value)) - Lost(better.Select(one => one.How!.Value)) is >= 8 and var saved)
        {
            yield return Finding.Of(create, $"Each row of {create.Name.Shown()} has {saved} bytes of nothing between its columns.",
                $"In this order there are none: {string.Join(", ", better.Select(one => one.Column.Name.Shown()))}.") with
            {
                Fix = MayMove(create, context) ? [.. columns.Zip(better, (old, one) => new TextEdit(old.Span, context.Text(one.Column.Span))).Where(edit => context.Text(edit.Span) != edit.Replacement)] : [],
            };
        }
    }

    // Where a column of no fixed length ends is not known: what follows it is taken to begin there.
    static int Lost(IEnumerable<TypeAlignment> columns)
    {
        var (at, lost) = (0, 0);
        foreach (var (length, alignment) in columns)
        {
            var gap = (alignment - at % alignment) % alignment;
            (at, lost) = length is { } fixedLength ? (at + gap + fixedLength, lost + gap) : (0, lost);
        }
        return lost;
    }

    static bool MayMove(CreateTable create, LintContext context) =>
        create.Elements.Zip(create.Elements.Skip(1)).All(pair => string.IsNullOrWhiteSpace(context.Text(new(pair.First.Span.End, pair.Second.Span.Start - pair.First.Span.End)).Replace(",", "", StringComparison.Ordinal)))
        && !context.LaterInFile().Any(one => one is Insert { Columns: [] } insert && insert.Table == create.Name || one is Copy { Columns: [], Table: { } copied } && copied == create.Name);
}
