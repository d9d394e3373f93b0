namespace Turnstone.Linting.Rules.Files;

using Turnstone.Diagnostics;
using Turnstone.Migrations;

/// <summary>A new file that is not the last one.</summary>
sealed class NonLinearHistory : SetRule
{
    public override string Name => "non-linear-history";

    public override RuleTopic Topic => RuleTopic.Files;

    public override Severity Severity => Severity.Warning;

    internal override bool IsOfRelease => true;

    public override string Danger => "A new migration with a lower version than one that is released runs behind it where that one is applied already, and before it on an empty database: two orders, and what is tested is not what happens.";

    public override string Cure => "Give it a version above all that are released: rename the file, and its undo.";

    public override string Limits => "Said with `--since`, which tells what is new. Turnstone applies a late file only where it proves that both orders give the same schema, or where `out_of_order: allow` says so.";

    protected internal override IEnumerable<Finding> Check(SetContext context)
    {
        var newest = context.Files.LastOrDefault(file => !file.IsPending && file.Migration.Kind == MigrationKind.Versioned);
        foreach (var file in context.Files.Where(file => file is { IsPending: true, Migration.Kind: MigrationKind.Versioned } && file.Place < newest?.Place))
        {
            yield return Finding.At(StatementPlace.TopOf(file), default, $"Version {file.Migration.Version} is new, and {newest!.Migration.Version} is there already.");
        }
    }
}
