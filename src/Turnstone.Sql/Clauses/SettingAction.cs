namespace Turnstone.Sql.Clauses;

/// <summary>What is done with a setting.</summary>
public enum SettingAction
{
    Set,

    /// <summary>It gets the value that it has by default: <c>TO DEFAULT</c>.</summary>
    SetDefault,

    /// <summary>What it is now is kept: <c>FROM CURRENT</c>.</summary>
    SetFromCurrent,

    /// <summary>What the transaction, or each one of the session, is like.</summary>
    SetTransaction,

    Reset,

    /// <summary>All settings are reset.</summary>
    ResetAll,
}
