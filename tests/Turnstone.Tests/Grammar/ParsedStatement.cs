namespace Turnstone.Tests.Grammar;

using Turnstone.Sql;

/// <summary>What our parser says of a statement: all that a comparison asks of it.</summary>
/// <param name="Kind">The name of its record.</param>
/// <param name="HasParser">Whether it is more than text to us.</param>
/// <param name="IsUnparsed">Whether it, or a clause of it, is kept as text.</param>
/// <param name="Error">Why it is refused; null where it is taken.</param>
/// <param name="ErrorAt">Where, in UTF-16 units of its text.</param>
/// <param name="Tables">As they are written; null where we do not say.</param>
/// <param name="Columns">Null where we do not say.</param>
sealed record ParsedStatement(
    string Kind, bool HasParser, bool IsUnparsed, string? Error, int ErrorAt, IReadOnlyList<TableName>? Tables, IReadOnlyList<string>? Columns)
{
    /// <summary>What was read; none where it is refused.</summary>
    public Statement? Tree { get; init; }

    /// <summary>Whether the parser broke its word never to throw.</summary>
    public bool Threw { get; init; }

    public static ParsedStatement Read(StatementSlice slice, PgVersion version)
    {
        try
        {
            var statement = Parser.Parse(slice, version);
            var hasParser = statement is not OtherStatement;
            var at = statement.Error is { } error ? (int)(error.Position.Offset - slice.Position.Offset) : 0;
            if (!hasParser || statement.Error is not null || statement.IsUnparsed)
            {
                return new(statement.GetType().Name, hasParser, statement.IsUnparsed, statement.Error?.Message, at, null, null);
            }

            var names = StatementNames.Of(statement);
            return new(statement.GetType().Name, hasParser, false, null, at,
                [.. names.Relations.Select(relation => new TableName(relation.Schema?.Name, relation.Name.Name))], [.. names.Columns.Select(column => column.Name)]) { Tree = statement };
        }
        catch (Exception thrown)
        {
            return new(nameof(Exception), true, false, $"threw {thrown.GetType().Name}: {thrown.Message}", 0, null, null) { Threw = true };
        }
    }
}
