namespace Turnstone.Linting.Rules.Constraints;

using Turnstone.Diagnostics;
using Turnstone.Sql;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.TableActions;

/// <summary>A foreign key that is added and tested in one go.</summary>
sealed class ForeignKeyWithoutNotValid : NodeRule<AddConstraint>
{
    public override string Name => "foreign-key-without-not-valid";

    public override RuleTopic Topic => RuleTopic.Constraints;

    public override Severity Severity => Severity.Error;

    public override string Danger => "ADD FOREIGN KEY looks up every row of the table in the other one, and holds SHARE ROW EXCLUSIVE on both meanwhile: nobody can write to either.";

    public override string Cure => "ADD CONSTRAINT … FOREIGN KEY … NOT VALID, which only holds for rows from now on; then, in a migration of its own, VALIDATE CONSTRAINT, which lets others write to both.";

    public override string Limits => "A partitioned table takes NOT VALID from PostgreSQL 18 on; before, the key is added and validated on each partition first.";

    public override LockClaim Claim => new(LockMode.ShareRowExclusive, Scans: true);

    protected override IEnumerable<Finding> Check(AddConstraint add, LintContext context)
    {
        if (add.Constraint is ForeignKey { Attributes: { IsNotValid: false, IsEnforced: not false } } key && context.Altered is { } table && !context.IsNew(table))
        {
            yield return Finding.Of(add, key.Table == table ? $"Nobody can write to {table.Shown()} until every row of it is looked up in it."
                : $"Nobody can write to {table.Shown()} or {key.Table.Shown()} until every row of the first is looked up in the second.") with
            {
                Fix = context.Known.Table(table) is { IsPartitioned: true } && context.Version < PgVersion.V18 ? [] : [new(new(add.Span.End, 0), " NOT VALID")],
            };
        }
    }
}
