namespace Turnstone.Linting.Rules.Compatibility;

using Turnstone.Diagnostics;

/// <summary>A value of an enum that running clients write.</summary>
sealed class RenameEnumValue : NodeRule<Sql.Statements.RenameEnumValue>
{
    public override string Name => "rename-enum-value";

    public override RuleTopic Topic => RuleTopic.Compatibility;

    public override Severity Severity => Severity.Error;

    public override string Danger => "From the commit on, whoever writes or compares with the old value gets an error, and whoever reads gets one that it does not know. Function bodies and "
        + "prepared statements that say the old value fail as well.";

    public override string Cure => "ALTER TYPE … ADD VALUE with the new one; let the application read both; change the rows in batches; write only the new one. The old value stays in the "
        + "type and does no harm.";

    public override string Limits => "Not said of a type that the same file made, nor in an undo file.";

    protected override IEnumerable<Finding> Check(Sql.Statements.RenameEnumValue rename, LintContext context)
    {
        if (!context.IsUndo() && context.Known.Type(rename.Type)?.Made?.File != context.File.Place)
        {
            yield return Finding.Of(rename, $"Whoever still writes '{rename.OldValue}' as a {rename.Type.Shown()} fails, and whoever reads it gets '{rename.NewValue}'.");
        }
    }
}
