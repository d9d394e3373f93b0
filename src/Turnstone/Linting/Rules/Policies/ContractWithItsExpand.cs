namespace Turnstone.Linting.Rules.Policies;

using Turnstone.Diagnostics;
using Turnstone.Migrations;
using Turnstone.Sql.Statements;

/// <summary>What takes the old away, released together with what brings the new.</summary>
sealed class ContractWithItsExpand : FileRule
{
    public override string Name => "contract-with-its-expand";

    public override RuleTopic Topic => RuleTopic.Policies;

    public override Severity Severity => Severity.Error;

    public override string Danger => "Expand and contract are two releases so that between them every program can be moved from the old to the new. In one release the old is gone while programs that know nothing else still "
        + "run, and going back is no longer possible.";

    public override string Cure => "Release the expanding file alone. When the programs that use the old are gone everywhere, release the contracting one.";

    public override string Limits => "Said of `turnstone lint --since <ref>`, whose files are one release: a file with `-- turnstone: phase=contract` and one before it with `phase=expand` that names the same table, or that it says to "
        + "come after, `after=<version>`.";

    protected internal override IEnumerable<Finding> Check(FileContext context)
    {
        if (context.Migration is { Kind: MigrationKind.Versioned } file && file.Directives["phase"] == "contract" && context.Release.FirstOrDefault(other => IsItsExpand(other, context)) is { } expand)
        {
            yield return new(default, $"It takes away what {expand.Migration.File} of the same release replaces.");
        }
    }

    static bool IsItsExpand(LintedFile other, FileContext context) => other.Migration.Directives["phase"] == "expand"
        && (context.Migration.Directives.After.Any(one => one.Version.CompareTo(other.Migration.Version) == 0) || Tables(context.File, context).Overlaps(Tables(other, context)));

    static HashSet<string> Tables(LintedFile file, FileContext context) =>
        [.. file.Statements(context.Options).SelectMany(one => one.Statement.Nodes).SelectMany(node => node is Drop drop ? drop.Objects.Select(one => one.Owner ?? one.Name) : node.NamedRelations).Select(name => name.Name.Name)];
}
