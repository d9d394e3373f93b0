namespace Turnstone.Linting.Rules.Policies;

using Turnstone.Diagnostics;
using Turnstone.Migrations;

/// <summary>A migration that nothing takes back.</summary>
sealed class IrreversibleMigration : FileRule
{
    public override string Name => "irreversible-migration";

    public override RuleTopic Topic => RuleTopic.Policies;

    public override Severity Severity => Severity.Error;

    public override bool IsHouseRule => true;

    public override string Danger => "A migration without an undo can only be followed by another one: on the night when the release has to be taken back, somebody writes it by hand.";

    public override string Cure => "Write U<version>__<description>.sql beside it; an undo that is empty, or all comment, counts as none. Where there is none on purpose, say so at the top of the file: -- turnstone: undo=none reason=\"…\".";

    protected internal override IEnumerable<Finding> Check(FileContext context)
    {
        if (context.Migration is { Kind: MigrationKind.Versioned } file && file.Directives["undo"] != "none" && !context.Files.Undos.Any(undo => undo.Version == file.Version && !IsEmpty(undo)))
        {
            yield return new(default, $"Nothing takes version {file.Version} back.");
        }
    }

    static bool IsEmpty(Migration undo) => !MigrationReader.Statements(undo).Any();
}
