namespace Turnstone.Linting.Rules.Indexes;

using Turnstone.Diagnostics;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Statements;

/// <summary>A constraint's index that is dropped by itself.</summary>
sealed class DropConstraintBackingIndex : NodeRule<DropIndex>
{
    public override string Name => "drop-constraint-backing-index";

    public override RuleTopic Topic => RuleTopic.Indexes;

    public override Severity Severity => Severity.Error;

    public override string Danger => "PostgreSQL refuses to drop the index that a primary key, a UNIQUE or an EXCLUDE constraint stands on.";

    public override string Cure => "ALTER TABLE … DROP CONSTRAINT, which drops its index as well, if the rule is to go; if another index is to carry it, CREATE UNIQUE INDEX CONCURRENTLY that one first and ADD CONSTRAINT … USING INDEX.";

    protected override IEnumerable<Finding> Check(DropIndex drop, LintContext context)
    {
        foreach (var name in drop.Names)
        {
            var owner = !context.Known.ConstraintNames.Contains(name.Name.Name) ? null : context.Known.Tables.FirstOrDefault(table => (name.Schema is null || name.Schema.Value.Name == table.Name.Schema)
                && table.Constraints.Any(one => one.Name == name.Name.Name && one.Constraint is UniqueConstraint or ExclusionConstraint));
            if (owner is not null && context.Known.Index(name) is null)
            {
                yield return new(name.Span, $"PostgreSQL refuses it: {context.Known.Written(owner).Shown()} has a constraint {name.Name.Shown()}, which stands on this index.");
            }
        }
    }
}
