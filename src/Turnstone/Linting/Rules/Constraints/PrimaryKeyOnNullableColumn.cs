namespace Turnstone.Linting.Rules.Constraints;

using Turnstone.Diagnostics;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.TableActions;

/// <summary>A primary key of an index whose columns may be null.</summary>
sealed class PrimaryKeyOnNullableColumn : NodeRule<AddConstraint>
{
    public override string Name => "primary-key-on-nullable-column";

    public override RuleTopic Topic => RuleTopic.Constraints;

    public override Severity Severity => Severity.Error;

    public override string Danger => "A primary key makes its columns NOT NULL: where they are not yet, even ADD PRIMARY KEY USING INDEX reads every row under ACCESS EXCLUSIVE.";

    public override string Cure => "Make the columns NOT NULL before, each step in a migration of its own: ADD CONSTRAINT … CHECK (column IS NOT NULL) NOT VALID; VALIDATE CONSTRAINT; SET NOT NULL; then ADD PRIMARY KEY USING INDEX reads nothing.";

    public override string Limits => "Said only where it is known how the index and its columns were made.";

    public override LockClaim Claim => new(LockMode.AccessExclusive, Scans: true);

    protected override IEnumerable<Finding> Check(AddConstraint add, LintContext context)
    {
        if (add.Constraint is UniqueConstraint { IsPrimaryKey: true, UsingIndex: { } index } && context.Altered is { } table && !context.IsNew(table) && context.Known.Table(table) is { } known
            && context.Known.Index(table with { Name = index })?.Statement is { } made
            && made.Keys.FirstOrDefault(key => key.Column is { } name && known.Column(name) is { IsNotNull: false }) is { Column: { } column })
        {
            yield return Finding.Of(add, $"{column.Shown()} may be null so far, so every row of {table.Shown()} is read while nobody can read or write it.");
        }
    }
}
