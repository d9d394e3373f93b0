namespace Turnstone.Sql.PlPgSql;

using System.Collections.Immutable;

/// <summary><c>[DECLARE …] BEGIN … [EXCEPTION …] END</c></summary>
/// <param name="Handlers">With at least one of them, all of the block runs in a subtransaction.</param>
public sealed record PlBlock(TextSpan Span, Identifier? Label, ImmutableArray<PlDeclaration> Declarations, ImmutableArray<PlNode> Statements, ImmutableArray<PlHandler> Handlers) : PlNode(Span);
