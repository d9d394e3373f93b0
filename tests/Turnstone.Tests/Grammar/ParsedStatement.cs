namespace Turnstone.Tests.Grammar;

using Turnstone.Sql;

/// <summary>What our parser says of a statement: all that a comparison asks of it.</summary>
/// <param name="Kind">The name of its record.</param>
/// <param name="Error">Why it is refused; null where it is taken.</param>
/// <param name="ErrorAt">Where, in UTF-16 units of its text.</param>
/// <param name="Tables">As they are written; null where we do not say.</param>
/// <param name="Columns">Null where we do not say.</param>
sealed record ParsedStatement(
    string Kind, string? Error, int ErrorAt, IReadOnlyList<TableName>? Tables, IReadOnlyList<string>? Columns)
{
    /// <summary>What was read; none where it is refused.</summary>
    public Statement? Tree { get; init; }

    public static ParsedStatement Read(StatementSlice slice, PgVersion version)
    {
        try
        {
            var statement = Parser.Parse(slice, version);
            var at = statement.Error is { } error ? (int)(error.Position.Offset - slice.Position.Offset) : 0;
            if (statement.IsUnparsed)
            {
                return new(statement.GetType().Name, statement.Error?.Message, at, null, null);
            }

            var names = StatementNames.Of(statement);
            return new(statement.GetType().Name, null, at,
                [.. names.Relations.Select(relation => new TableName(relation.Schema?.Name, relation.Name.Name))], [.. names.Columns.Select(column => column.Name)]) { Tree = statement };
        }
        catch (Exception thrown)
        {
            return new(nameof(Exception), $"threw {thrown.GetType().Name}: {thrown.Message}", 0, null, null);
        }
    }
}
