namespace Turnstone.Linting;

using Turnstone.Migrations;
using Turnstone.Sql;

/// <summary>A statement of a file, parsed with its placeholders filled, with the comments addressed to Turnstone in front of it.</summary>
/// <param name="Written">As the file has it.</param>
/// <param name="Need">What it asks of a transaction.</param>
sealed record ParsedStatement(Statement Statement, StatementSlice Written, TransactionNeed Need, IReadOnlyList<MarkedComment> Marks)
{
    /// <summary>The first rows that it copies in, as they stand.</summary>
    public IReadOnlyList<string> Rows { get; init; } = [];

    public static IEnumerable<ParsedStatement> Read(MigrationReader reader, LintOptions options)
    {
        while (reader.Read() is { } slice)
        {
            yield return new(Parser.Parse(reader.HasPlaceholders ? Filled(slice, options.Placeholders) : slice, options.Version), slice, StatementClassifier.Classify(slice, options.Version), reader.Marks) { Rows = slice.CopiesFromStdin ? CopiedRows.Read(reader.OpenRows()) : [] };
        }
    }

    static StatementSlice Filled(StatementSlice slice, Placeholders placeholders) =>
        placeholders.FillForReading(slice.Text) is var text && ReferenceEquals(text, slice.Text) ? slice : slice with { Text = text };
}
