namespace Turnstone.Sql.PlPgSql;

/// <summary>What a loop goes over.</summary>
public enum PlLoopKind
{
    /// <summary><c>LOOP</c>, until it is left.</summary>
    Endless,

    /// <summary><c>WHILE condition</c></summary>
    While,

    /// <summary><c>FOR i IN 1 .. 10</c></summary>
    Range,

    /// <summary><c>FOR row IN SELECT …</c></summary>
    Query,

    /// <summary><c>FOR row IN EXECUTE …</c></summary>
    Dynamic,

    /// <summary><c>FOR row IN cursor</c></summary>
    Cursor,

    /// <summary><c>FOREACH x IN ARRAY a</c></summary>
    Array,
}
