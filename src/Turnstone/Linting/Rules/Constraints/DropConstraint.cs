namespace Turnstone.Linting.Rules.Constraints;

using Turnstone.Diagnostics;
using Turnstone.Linting.Knowledge;
using Turnstone.Migrations;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.TableActions;

/// <summary>A guarantee that is given up.</summary>
sealed class DropConstraint : NodeRule<Turnstone.Sql.TableActions.DropConstraint>
{
    public override string Name => "drop-constraint";

    public override RuleTopic Topic => RuleTopic.Constraints;

    public override Severity Severity => Severity.Warning;

    public override string Danger => "From the moment the constraint is gone, rows that break it can be written; to have it back, every row has to be read and the wrong ones mended.";

    public override string Cure => "Be sure that nothing relies on it. To change a constraint, add the new one NOT VALID under another name, validate it in a migration of its own, and drop the old one behind that.";

    public override string Limits => "Not said in undo files; nor of a check for nulls on a column that is NOT NULL, nor where the same ALTER TABLE adds one of the same kind, or a validated constraint of the same kind on the same columns is there.";

    public override LockClaim Claim => new(LockMode.AccessExclusive);

    protected override IEnumerable<Finding> Check(Turnstone.Sql.TableActions.DropConstraint drop, LintContext context)
    {
        if (context.Altered is { } table && !context.IsNew(table) && context.File.Migration.Kind != MigrationKind.Undo && context.Known.Table(table) is var known
            && known?.Constraints.FirstOrDefault(one => one.Name == drop.Name.Name) is var dropped && !IsKept(dropped, known) && !IsReplaced(dropped, context))
        {
            yield return Finding.Of(drop, $"Nothing keeps {table.Shown()} to {Words(dropped)}{drop.Name.Shown()} from now on.");
        }
    }

    static string Words(KnownConstraint? constraint) => constraint?.Constraint switch
    {
        UniqueConstraint { IsPrimaryKey: true } => "its primary key ",
        UniqueConstraint => "the unique constraint ",
        ForeignKey => "the foreign key ",
        CheckConstraint => "the check ",
        _ => "",
    };

    // ALTER TABLE … DROP CONSTRAINT …, ADD CONSTRAINT … NOT VALID is how it is changed at once.
    static bool IsReplaced(KnownConstraint? dropped, LintContext context) => context.Statement.Nodes.OfType<AddConstraint>().Any(add => dropped is null || add.Constraint.GetType() == dropped.Constraint.GetType());

    // What was never validated guards only new rows; a check for nulls is kept by NOT NULL; and another constraint may say the same of the same columns.
    static bool IsKept(KnownConstraint? dropped, KnownTable? table) => dropped is not null && table is not null
        && (dropped is { Columns: [var only], Constraint: CheckConstraint { Condition: Test { For: "NULL", IsNegated: true } } } && table.Columns.GetValueOrDefault(only) is { IsNotNull: true }
            || table.Constraints.Any(other => other != dropped && other.IsValidated && other.Constraint.GetType() == dropped.Constraint.GetType() && other.Columns.SequenceEqual(dropped.Columns)));
}
