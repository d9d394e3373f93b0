namespace Turnstone.Sql.Clauses;

/// <summary>What becomes of referencing rows when the referenced one goes or changes.</summary>
public enum ReferenceAction
{
    NoAction,
    Restrict,
    Cascade,
    SetNull,
    SetDefault,
}
