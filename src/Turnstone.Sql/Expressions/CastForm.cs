namespace Turnstone.Sql.Expressions;

/// <summary>How a cast is written.</summary>
public enum CastForm
{
    /// <summary><c>x::int</c></summary>
    Colons,

    /// <summary><c>CAST(x AS int)</c></summary>
    Function,

    /// <summary><c>date '2026-01-01'</c></summary>
    Prefix,
}
