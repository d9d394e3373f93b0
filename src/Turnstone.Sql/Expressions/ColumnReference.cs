namespace Turnstone.Sql.Expressions;

using System.Collections.Immutable;

/// <summary><c>id</c>, <c>u.id</c>, <c>u.*</c>: which part is the table only the catalog can tell.</summary>
/// <param name="IsStar">Whether all columns are meant.</param>
public sealed record ColumnReference(TextSpan Span, ImmutableArray<Identifier> Parts, bool IsStar) : Expression(Span)
{
    public override IEnumerable<Identifier> NamedColumns => IsStar ? [] : [Parts[^1]];
}
