namespace Turnstone.Linting.Rules.Constraints;

using Turnstone.Diagnostics;
using Turnstone.Sql.Clauses;

/// <summary>A foreign key that leaves open what becomes of its rows.</summary>
sealed class FkWithoutOnDelete : NodeRule<ForeignKey>
{
    public override string Name => "fk-without-on-delete";

    public override RuleTopic Topic => RuleTopic.Constraints;

    public override Severity Severity => Severity.Info;

    public override string Danger => "A foreign key without ON DELETE refuses to delete a row that others name, which the next reader may take for an oversight.";

    public override string Cure => "Say it: ON DELETE NO ACTION, RESTRICT, CASCADE or SET NULL.";

    public override bool IsHouseRule => true;

    protected override IEnumerable<Finding> Check(ForeignKey key, LintContext context)
    {
        if (key.OnDelete is null)
        {
            yield return Finding.Of(key, $"It is not said what becomes of these rows when theirs of {key.Table.Shown()} is deleted.") with { Fix = key.IsFullMatch ? [] : [new(new(Behind(key, context), 0), " ON DELETE NO ACTION")] };
        }
    }

    // Behind the table, or the columns in parentheses behind it.
    static int Behind(ForeignKey key, LintContext context) =>
        key.Referenced is [.., var last] ? context.Statement.Slice.Text.IndexOf(')', (key.ReferencedPeriod ?? last).Span.End) + 1 : key.Table.Span.End;
}
