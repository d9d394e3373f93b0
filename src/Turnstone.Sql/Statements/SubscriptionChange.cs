namespace Turnstone.Sql.Statements;

/// <summary>What an ALTER SUBSCRIPTION changes.</summary>
public enum SubscriptionChange
{
    /// <summary><c>CONNECTION '…'</c></summary>
    Connection,

    /// <summary><c>REFRESH PUBLICATION</c></summary>
    Refresh,

    /// <summary><c>SET (option, …)</c></summary>
    SetOptions,

    /// <summary><c>SET PUBLICATION</c></summary>
    SetPublications,

    /// <summary><c>ADD PUBLICATION</c></summary>
    AddPublications,

    /// <summary><c>DROP PUBLICATION</c></summary>
    DropPublications,

    /// <summary><c>ENABLE</c></summary>
    Enable,

    /// <summary><c>DISABLE</c></summary>
    Disable,

    /// <summary><c>SKIP (lsn = …)</c></summary>
    Skip,
}
