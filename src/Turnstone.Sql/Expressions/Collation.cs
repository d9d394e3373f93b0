namespace Turnstone.Sql.Expressions;

/// <summary><c>x COLLATE "C"</c></summary>
public sealed record Collation(TextSpan Span, Expression Operand, ObjectName Name) : Expression(Span)
{
    // What it stands behind may be a chain of any length.
    public override int GetHashCode() => base.GetHashCode();
}
