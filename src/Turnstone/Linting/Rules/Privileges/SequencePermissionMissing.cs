namespace Turnstone.Linting.Rules.Privileges;

using Turnstone.Diagnostics;
using Turnstone.Linting.Knowledge;
using Turnstone.Sql;
using Turnstone.Sql.Statements;

/// <summary>A role that may insert rows and not number them.</summary>
sealed class SequencePermissionMissing : NodeRule<PrivilegeChange>
{
    public override string Name => "sequence-permission-missing";

    public override RuleTopic Topic => RuleTopic.Privileges;

    public override Severity Severity => Severity.Warning;

    public override string Danger => "The number of a serial column comes from a sequence with rights of its own. A role that may INSERT and has no USAGE on the sequence fails at the first row: \"permission denied for sequence\".";

    public override string Cure => "GRANT USAGE ON SEQUENCE orders_id_seq TO the role, in the same file. An identity column (GENERATED ALWAYS AS IDENTITY) needs none.";

    public override string Limits => "Said where the table was seen to be made with a serial column, and neither the file nor an earlier one grants anything on its sequence, or on all of the schema's.";

    protected override IEnumerable<Finding> Check(PrivilegeChange grant, LintContext context)
    {
        if (!grant.IsGrant || grant.Target.Kind != "TABLE" || !grant.Privileges.Any(one => one.Name.Name is "insert" or "all"))
        {
            yield break;
        }
        foreach (var named in grant.Target.Objects)
        {
            if (named.Name is { } name && context.Known.Table(name) is { } table && table.Columns.Values.FirstOrDefault(column => column.IsSerial) is { } column)
            {
                var sequence = KnownSchema.SequenceOf(table, column);
                if (grant.Roles.FirstOrDefault(role => role.Name is { } one && !MayUse(one, sequence, context)) is { Name: { } role })
                {
                    yield return new(named.Span, $"{role.Shown()} may insert into {name.Shown()}, and may not use {new Identifier(sequence.Name).Shown()}, which numbers {new Identifier(column.Name).Shown()}.");
                }
            }
        }
    }

    static bool MayUse(Identifier role, KnownName sequence, LintContext context) =>
        context.Known.GrantsOnSequence(sequence).Any(grant => grant.Role == role.Name)
        || context.LaterInFile().Any(later => later is PrivilegeChange { IsGrant: true } other && other.Roles.Any(one => one.Name == role)
            && (other.Target.Kind == "ALL SEQUENCES IN SCHEMA" || other.Target.Kind == "SEQUENCE" && other.Target.Objects.Any(one => one.Name?.Name.Name == sequence.Name)));
}
