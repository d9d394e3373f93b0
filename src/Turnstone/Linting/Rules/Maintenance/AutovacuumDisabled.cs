namespace Turnstone.Linting.Rules.Maintenance;

using Turnstone.Diagnostics;
using Turnstone.Sql.Queries;

/// <summary>A table that nobody cleans up.</summary>
sealed class AutovacuumDisabled : NodeRule<StorageOption>
{
    public override string Name => "autovacuum-disabled";

    public override RuleTopic Topic => RuleTopic.Maintenance;

    public override Severity Severity => Severity.Warning;

    public override string Danger => "Without autovacuum dead rows stay and the table grows with every UPDATE and DELETE, its statistics grow old, and one day a vacuum against transaction wraparound comes that nobody can cancel for long.";

    public override string Cure => "Leave autovacuum on, and give it less to do at a time: ALTER TABLE … SET (autovacuum_vacuum_scale_factor = 0.01). Around one large load, RESET (autovacuum_enabled) in the same migration.";

    protected override IEnumerable<Finding> Check(StorageOption option, LintContext context)
    {
        if (option is { Name.Name: "autovacuum_enabled", Value: { } value } && context.Text(value).Trim('\'').ToLowerInvariant() is "false" or "off" or "no" or "0" or "f")
        {
            yield return Finding.Of(option, option.Namespace is { Name: "toast" } ? "Nothing cleans up the table's large values from now on." : "Nothing cleans up the table from now on.");
        }
    }
}
