namespace Turnstone.Sql.Clauses;

/// <summary>Which way a routine's parameter goes.</summary>
public enum ParameterMode
{
    In,
    Out,
    InOut,

    /// <summary>Takes all arguments that follow.</summary>
    Variadic,

    /// <summary>A column of RETURNS TABLE.</summary>
    Table,
}
