namespace Turnstone.Linting;

using Turnstone.Sql;

/// <summary>Data that a statement takes away or writes over.</summary>
/// <param name="Column">None where whole rows are meant.</param>
/// <param name="What">What happens to it, in words: <c>is dropped</c>.</param>
/// <param name="IsForGood">Whether none of it is left; otherwise some rows, or some of what a value said.</param>
sealed record Loss(TextSpan Span, ObjectName Table, Identifier? Column, string What, bool IsForGood)
{
    public string Shown => Column is { } column ? $"{column.Shown()} of {Table.Shown()}" : Table.Shown();
}
