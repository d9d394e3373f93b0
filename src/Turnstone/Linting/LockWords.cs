namespace Turnstone.Linting;

/// <summary>Locks in plain words.</summary>
public static class LockWords
{
    /// <summary>As SQL has it: <c>ACCESS EXCLUSIVE</c>.</summary>
    public static string Name(this LockMode mode) => mode switch
    {
        LockMode.AccessShare => "ACCESS SHARE",
        LockMode.RowShare => "ROW SHARE",
        LockMode.RowExclusive => "ROW EXCLUSIVE",
        LockMode.ShareUpdateExclusive => "SHARE UPDATE EXCLUSIVE",
        LockMode.Share => "SHARE",
        LockMode.ShareRowExclusive => "SHARE ROW EXCLUSIVE",
        LockMode.Exclusive => "EXCLUSIVE",
        _ => "ACCESS EXCLUSIVE",
    };

    /// <summary>Who waits while it is held.</summary>
    public static string Waits(this LockMode mode) => mode switch
    {
        <= LockMode.RowExclusive => "nobody but changes of the table itself waits",
        LockMode.ShareUpdateExclusive => "readers and writers go on; VACUUM and other changes of the table wait",
        LockMode.Share or LockMode.ShareRowExclusive or LockMode.Exclusive => "readers go on, every write waits",
        _ => "every read and every write waits",
    };
}
