namespace Turnstone.Sql.Clauses;

/// <summary>How a kind of object is named.</summary>
enum NameShape
{
    /// <summary><c>name</c></summary>
    Simple,

    /// <summary><c>schema.name</c></summary>
    Qualified,

    /// <summary>The same; a type's own spellings where it is dropped or described.</summary>
    Type,

    /// <summary>A role's.</summary>
    Role,

    /// <summary><c>schema.table.column</c></summary>
    Column,

    /// <summary><c>name ON table</c></summary>
    OnTable,

    /// <summary><c>name ON [DOMAIN] table</c></summary>
    Constraint,

    /// <summary><c>name USING method</c></summary>
    WithMethod,

    /// <summary><c>name(arguments)</c></summary>
    Function,

    /// <summary><c>name(arguments ORDER BY arguments)</c></summary>
    Aggregate,

    /// <summary><c>+ (left, right)</c></summary>
    Operator,

    /// <summary>A number.</summary>
    LargeObject,

    /// <summary><c>(type AS type)</c></summary>
    Cast,

    /// <summary><c>FOR type LANGUAGE name</c></summary>
    Transform,
}
