namespace Turnstone.Sql.Expressions;

using System.Collections.Immutable;

/// <summary>A function, an aggregate or a window function called by its name.</summary>
/// <param name="IsStar"><c>count(*)</c></param>
/// <param name="OrderBy">Of its rows, within its parentheses or in WITHIN GROUP.</param>
/// <param name="Filter">Which rows an aggregate takes.</param>
/// <param name="Over">The window of a window function; a name has no more than that.</param>
public sealed record FunctionCall(TextSpan Span, ObjectName Name, ImmutableArray<Argument> Arguments, bool IsStar, bool IsDistinct,
    ImmutableArray<SortKey> OrderBy, bool IsWithinGroup, Expression? Filter, Window? Over) : Expression(Span);
