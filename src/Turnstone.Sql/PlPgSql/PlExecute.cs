namespace Turnstone.Sql.PlPgSql;

using System.Collections.Immutable;
using Turnstone.Sql.Statements;

/// <summary><c>EXECUTE text [INTO …] [USING …]</c>: a statement that is known only when it runs.</summary>
/// <param name="Command">The expression that gives its text.</param>
/// <param name="Into">INTO and the variables that get its row, as they stand.</param>
/// <param name="Parameters">The values of USING.</param>
public sealed record PlExecute(TextSpan Span, Select Command, TextSpan? Into, ImmutableArray<Select> Parameters) : PlNode(Span);
