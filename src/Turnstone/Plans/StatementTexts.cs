namespace Turnstone.Plans;

using Turnstone.Diagnostics;
using Turnstone.Migrations;
using Turnstone.Sql;

/// <summary>Gives the text of a planned statement as it is sent: secrets in place, and what the plan shows masked read from its file again.</summary>
public sealed class StatementTexts(MigrationSet files, Placeholders placeholders)
{
    readonly Dictionary<string, Migration> migrations = files.All.ToDictionary(one => one.File);
    readonly Dictionary<string, IReadOnlyList<StatementSlice>> split = [];

    /// <exception cref="FailureException">The file is gone or no longer says what the plan was made of.</exception>
    public string Text(PlannedMigration migration, PlannedStatement statement)
    {
        var text = statement.Sha256 is null ? statement.Sql : FromFile(migration, statement);
        return HasPlaceholders(migration) ? placeholders.Reveal(text) : text;
    }

    string FromFile(PlannedMigration migration, PlannedStatement statement)
    {
        var slices = split.TryGetValue(migration.File, out var known) ? known : split[migration.File] = Split(migration.File);
        var text = slices.ElementAtOrDefault(statement.Ordinal - 1)?.Text;
        var filled = text is null || !HasPlaceholders(migration) ? text : placeholders.Fill(text);
        return filled is not null && Digest.Of(filled) == statement.Sha256
            ? filled
            : throw new FailureException(FailureKind.Refused, Diagnostic.Error("plan-outdated",
                "The statement is not the one that the plan was made of.", migration.File, "Make the plan anew.").At(statement.Line, statement.Column));
    }

    bool HasPlaceholders(PlannedMigration migration) => migrations.GetValueOrDefault(migration.File)?.Directives.WithoutPlaceholders != true;

    IReadOnlyList<StatementSlice> Split(string file) =>
        migrations.GetValueOrDefault(file) is { } migration ? StatementReader.ReadAll(migration.Text) : [];
}
