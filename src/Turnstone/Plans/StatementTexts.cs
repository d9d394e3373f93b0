namespace Turnstone.Plans;

using Turnstone.Diagnostics;
using Turnstone.Migrations;
using Turnstone.Sql;

/// <summary>Gives the text of a planned statement as it is sent: secrets in place, and what the plan does not hold read from its file again.</summary>
public sealed class StatementTexts(MigrationSet files, Placeholders placeholders) : IDisposable
{
    readonly Dictionary<string, Migration> migrations = files.All.Concat(files.Asserts).ToDictionary(one => one.File);
    readonly Dictionary<string, List<StatementSlice>> split = [];

    // Where the last statement was read, so that the next one is not looked for from the file's beginning.
    MigrationReader? reader;
    string? readFile;

    /// <exception cref="FailureException">The file is gone or no longer says what the plan was made of.</exception>
    public string Text(PlannedMigration migration, PlannedStatement statement) =>
        Revealed(FileOf(migration, statement), statement.Sha256 is null ? statement.Sql : FromFile(FileOf(migration, statement), statement));

    /// <summary>Whether what is sent holds a secret, which nothing that is written down shows.</summary>
    internal bool HasSecret(PlannedMigration migration, PlannedStatement statement) =>
        statement.Sha256 is not null || HasPlaceholders(FileOf(migration, statement)) && placeholders.HasSecret(statement.Sql);

    /// <summary>Where in its file a place in the statement that was sent stands: behind a placeholder the two part ways.</summary>
    /// <param name="position">In characters from 1, as the server counts.</param>
    public (int Line, int Column) Place(PlannedMigration migration, PlannedStatement statement, int position)
    {
        // A string counts UTF-16 code units: they part ways with characters behind an emoji.
        var offset = Text(migration, statement).EnumerateRunes().Take(position - 1).Sum(rune => rune.Utf16SequenceLength);
        var file = FileOf(migration, statement);
        var written = Written(file, statement.Ordinal) ?? statement.Sql;
        var at = HasPlaceholders(file) ? placeholders.OffsetBeforeFilling(written, offset) : offset;
        var place = new TextPosition(0, statement.Line, statement.Column).After(written.AsSpan(0, Math.Min(at, written.Length)));
        return (place.Line, place.Column);
    }

    public void Dispose() => reader?.Dispose();

    /// <summary>The statements of a step, one after the other, with their rows.</summary>
    /// <exception cref="FailureException">The file is gone, or ends before them. Whether they are what was planned, their digest tells.</exception>
    internal IEnumerable<SentStatement> Read(PlannedMigration migration, SqlStep step) =>
        step.Range is { } range ? Read(range.File ?? migration.File, range) : step.Statements.Select(statement => Read(migration, statement));

    IEnumerable<SentStatement> Read(string file, StatementRange range)
    {
        var locks = new LockForecast();
        for (var ordinal = range.First; ordinal < range.First + range.Count; ordinal++)
        {
            var statement = Seek(file, ordinal) ?? throw Outdated(file);
            var filled = Filled(file, statement.Text);
            var rows = statement.CopiesFromStdin ? new CopiedRows("", 0, reader!.RowsLine, reader.DataFile?.File) : null;
            var planned = PlannedStatement.Of(statement, filled, rows);
            planned = reader!.IsAssert ? planned.AsAssert(statement) : planned;
            yield return new(planned with { MayBlock = locks.MayBlock(new TokenReader(planned.Sql)) }, Revealed(file, filled), rows is null ? null : reader!.OpenRows());
        }
    }

    SentStatement Read(PlannedMigration migration, PlannedStatement statement)
    {
        var text = Text(migration, statement);
        if (statement.Rows is not null && Seek(FileOf(migration, statement), statement.Ordinal) is not { CopiesFromStdin: true })
        {
            throw Outdated(FileOf(migration, statement), statement.Line, statement.Column);
        }
        return new(statement, text, statement.Rows is null ? null : reader!.OpenRows());
    }

    static string FileOf(PlannedMigration migration, PlannedStatement statement) => statement.File ?? migration.File;

    string FromFile(string file, PlannedStatement statement) =>
        Written(file, statement.Ordinal) is { } written && Filled(file, written) is var filled && Digest.Of(filled) == statement.Sha256
            ? filled
            : throw Outdated(file, statement.Line, statement.Column);

    string? Written(string file, int ordinal)
    {
        if (migrations.GetValueOrDefault(file) is not { Text.Whole: not null })
        {
            return Seek(file, ordinal)?.Text;
        }
        var slices = split.TryGetValue(file, out var known) ? known : split[file] = [.. MigrationReader.Statements(migrations[file])];
        return slices.ElementAtOrDefault(ordinal - 1)?.Text;
    }

    // Forward from the statement that was read last, or from the beginning.
    StatementSlice? Seek(string file, int ordinal)
    {
        if (readFile != file || reader!.Count >= ordinal)
        {
            reader?.Dispose();
            (reader, readFile) = (null, null);
            if (!migrations.TryGetValue(file, out var migration))
            {
                return null;
            }
            (reader, readFile) = (new MigrationReader(migration), file);
        }
        StatementSlice? statement;
        while ((statement = reader.Read()) is not null && statement.Ordinal < ordinal)
        {
        }
        return statement;
    }

    string Filled(string file, string text) => HasPlaceholders(file) ? placeholders.Fill(text) : text;

    string Revealed(string file, string filled) => HasPlaceholders(file) ? placeholders.Reveal(filled) : filled;

    bool HasPlaceholders(string file) => migrations.GetValueOrDefault(file)?.Directives.WithoutPlaceholders != true;

    internal static FailureException Outdated(string file, int? line = null, int? column = null) => new(FailureKind.Refused, Diagnostic.Error(
        "plan-outdated", line is null ? "The file is not the one that the plan was made of." : "The statement is not the one that the plan was made of.",
        file, "Make the plan anew.") with { Line = line, Column = column });
}
