namespace Turnstone.Sql.PlPgSql;

/// <summary>What a RETURN gives.</summary>
public enum PlReturnKind
{
    /// <summary><c>RETURN value</c>, and RETURN alone: the function ends.</summary>
    Value,

    /// <summary><c>RETURN NEXT row</c></summary>
    Next,

    /// <summary><c>RETURN QUERY SELECT …</c></summary>
    Query,

    /// <summary><c>RETURN QUERY EXECUTE text</c></summary>
    Dynamic,
}
