namespace Turnstone.Sql.PlPgSql;

using System.Collections.Immutable;
using Turnstone.Sql.Statements;

/// <summary>A statement that runs no SQL but its expressions: RAISE, ASSERT, EXIT, CONTINUE, GET, FETCH, MOVE, CLOSE, NULL.</summary>
/// <param name="Verb">In capitals.</param>
/// <param name="Values">Its expressions in the order in which they stand.</param>
public sealed record PlOther(TextSpan Span, string Verb, ImmutableArray<Select> Values) : PlNode(Span);
