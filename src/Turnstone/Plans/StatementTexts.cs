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

    /// <summary>Where in its file a place in the statement that was sent stands: behind a placeholder the two part ways.</summary>
    /// <param name="position">In characters from 1, as the server counts.</param>
    public (int Line, int Column) Place(PlannedMigration migration, PlannedStatement statement, int position)
    {
        // A string counts UTF-16 code units: they part ways with characters behind an emoji.
        var offset = Text(migration, statement).EnumerateRunes().Take(position - 1).Sum(rune => rune.Utf16SequenceLength);
        var written = Written(migration, statement) ?? statement.Sql;
        var at = HasPlaceholders(migration) ? placeholders.OffsetBeforeFilling(written, offset) : offset;
        var place = new TextPosition(0, statement.Line, statement.Column).After(written.AsSpan(0, Math.Min(at, written.Length)));
        return (place.Line, place.Column);
    }

    string FromFile(PlannedMigration migration, PlannedStatement statement)
    {
        var text = Written(migration, statement);
        var filled = text is not null && HasPlaceholders(migration) ? placeholders.Fill(text) : text;
        return filled is not null && Digest.Of(filled) == statement.Sha256
            ? filled
            : throw new FailureException(FailureKind.Refused, Diagnostic.Error("plan-outdated",
                "The statement is not the one that the plan was made of.", migration.File, "Make the plan anew.").At(statement.Line, statement.Column));
    }

    string? Written(PlannedMigration migration, PlannedStatement statement)
    {
        var slices = split.TryGetValue(migration.File, out var known) ? known : split[migration.File] = Split(migration.File);
        return slices.ElementAtOrDefault(statement.Ordinal - 1)?.Text;
    }

    bool HasPlaceholders(PlannedMigration migration) => migrations.GetValueOrDefault(migration.File)?.Directives.WithoutPlaceholders != true;

    IReadOnlyList<StatementSlice> Split(string file) =>
        migrations.GetValueOrDefault(file) is { } migration ? StatementReader.ReadAll(migration.Text) : [];
}
