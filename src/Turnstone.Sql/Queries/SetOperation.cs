namespace Turnstone.Sql.Queries;

/// <summary><c>… UNION [ALL] …</c>, <c>INTERSECT</c>, <c>EXCEPT</c></summary>
public sealed record SetOperation(TextSpan Span, QueryBody Left, string Operator, bool IsAll, QueryBody Right) : QueryBody(Span)
{
    // What it stands behind may be a chain of any length.
    public override int GetHashCode() => base.GetHashCode();
}
