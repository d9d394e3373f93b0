namespace Turnstone.Sql.PlPgSql;

using System.Collections.Immutable;
using Turnstone.Sql.Statements;

/// <summary><c>OPEN cursor FOR query</c>, <c>OPEN cursor FOR EXECUTE text USING …</c>, <c>OPEN cursor(…)</c></summary>
/// <param name="Query">None where the cursor has its own, or it is known only when it runs.</param>
/// <param name="Command">The expression that gives its text.</param>
/// <param name="Parameters">The values of USING, or what the cursor's own query depends on.</param>
public sealed record PlOpen(TextSpan Span, TextSpan Cursor, Statement? Query, Select? Command, ImmutableArray<Select> Parameters) : PlNode(Span);
