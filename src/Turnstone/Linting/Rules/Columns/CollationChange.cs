namespace Turnstone.Linting.Rules.Columns;

using Turnstone.Diagnostics;
using Turnstone.Linting.Knowledge;
using Turnstone.Sql;
using Turnstone.Sql.TableActions;

/// <summary>A column that sorts otherwise from now on.</summary>
sealed class CollationChange : NodeRule<AlterColumnType>
{
    public override string Name => "collation-change";

    public override RuleTopic Topic => RuleTopic.Columns;

    public override Severity Severity => Severity.Error;

    public override string Danger => "A change of collation builds every index with the column anew under ACCESS EXCLUSIVE, and queries may give rows in another order, or find equal what was not.";

    public override string Cure => "Say the collation that the column has, behind the type, to keep it. To change it: a new column with it, a trigger that writes both, indexes built CONCURRENTLY, and a switch of the names.";

    public override string Limits => "Said only where it is known how the column was made.";

    public override LockClaim Claim => new(LockMode.AccessExclusive, Scans: true);

    protected override IEnumerable<Finding> Check(AlterColumnType change, LintContext context)
    {
        if (context.Altered is { } table && !context.IsNew(table) && context.Change(change) is { ChangesCollation: true, RefusedFor: [] } made)
        {
            yield return Finding.Of(change, change.Collation is { } collation
                ? $"{change.Column.Shown()} of {table.Shown()} sorts by {collation.Shown()} from now on{Rebuilt(made)}."
                : $"{change.Column.Shown()} of {table.Shown()} has a collation of its own, which a type without COLLATE takes away{Rebuilt(made)}.");
        }
    }

    static string Rebuilt(TypeChange change) => change.Rebuilt is [] ? "" : $", and {string.Join(", ", change.Rebuilt.Select(name => new Identifier(name).Shown()))} {(change.Rebuilt.Length == 1 ? "is" : "are")} built anew while nobody can read or write it";
}
