namespace Turnstone.Linting.Rules.Constraints;

using Turnstone.Diagnostics;
using Turnstone.Migrations;
using Turnstone.Sql.TableActions;

/// <summary>A column that may be null from now on.</summary>
sealed class DropNotNull : NodeRule<SetNotNull>
{
    public override string Name => "drop-not-null";

    public override RuleTopic Topic => RuleTopic.Constraints;

    public override Severity Severity => Severity.Warning;

    public override string Danger => "Programs that are running now have never met a null in the column: the first one they read may break them, and it cannot be taken back without a look at every row.";

    public override string Cure => "Deploy programs that can read null first; drop NOT NULL in the release behind it.";

    public override string Limits => "Not said in undo files.";

    public override LockClaim Claim => new(LockMode.AccessExclusive);

    protected override IEnumerable<Finding> Check(SetNotNull set, LintContext context)
    {
        if (!set.IsSet && context.Altered is { } table && !context.IsNew(table) && context.File.Migration.Kind != MigrationKind.Undo)
        {
            yield return Finding.Of(set, $"{set.Column.Shown()} of {table.Shown()} can be null from now on, which its readers do not expect.");
        }
    }
}
