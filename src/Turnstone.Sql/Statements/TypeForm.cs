namespace Turnstone.Sql.Statements;

/// <summary>How a type is made.</summary>
public enum TypeForm
{
    /// <summary>A name that a base type takes later.</summary>
    Shell,
    Base,
    Composite,
    Enum,
    Range,
}
