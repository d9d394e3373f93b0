namespace Turnstone.Sql.PlPgSql;

using System.Collections.Immutable;

/// <summary>A statement that runs no SQL of its own: RAISE, ASSERT, EXIT, GET DIAGNOSTICS, cursors, NULL.</summary>
/// <param name="Verb">In capitals.</param>
public sealed record PlOther(TextSpan Span, string Verb, ImmutableArray<PlText> Values) : PlNode(Span);
