namespace Turnstone.Linting.Rules.Constraints;

using Turnstone.Diagnostics;
using Turnstone.Sql.Clauses;

/// <summary>A foreign key where the house wants none.</summary>
sealed class ForeignKeyForbidden : NodeRule<ForeignKey>
{
    public override string Name => "foreign-key-forbidden";

    public override RuleTopic Topic => RuleTopic.Constraints;

    public override Severity Severity => Severity.Warning;

    public override string Danger => "Where tables are to be moved or split on their own, a foreign key ties two of them together, and each change of one locks the other.";

    public override string Cure => "Keep the column without REFERENCES, with an index, and let a job look for rows that name nothing.";

    public override bool IsHouseRule => true;

    protected override IEnumerable<Finding> Check(ForeignKey key, LintContext context)
    {
        yield return Finding.Of(key, $"A foreign key to {key.Table.Shown()} ties the two tables together.");
    }
}
