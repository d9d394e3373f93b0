namespace Turnstone.Sql.Syntax;

/// <summary>Where a keyword may stand as a name: <c>kwlist.h</c>'s categories.</summary>
enum KeywordKind : byte
{
    /// <summary>No keyword.</summary>
    None,

    /// <summary>Everywhere.</summary>
    Unreserved,

    /// <summary>As a column's or table's name, not as a function's or type's.</summary>
    Column,

    /// <summary>As a function's or type's name, not as a column's or table's.</summary>
    TypeOrFunction,

    /// <summary>Only behind AS, or behind a dot.</summary>
    Reserved,
}
