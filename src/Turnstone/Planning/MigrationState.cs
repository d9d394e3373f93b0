namespace Turnstone.Planning;

/// <summary>Where a migration stands in one database.</summary>
public enum MigrationState
{
    Applied,
    Pending,

    /// <summary>Some of its steps are done, or some of its undo's.</summary>
    HalfWay,

    /// <summary>Applied, and its file says something else now.</summary>
    Changed,

    /// <summary>Applied, its file is gone, and there are newer files.</summary>
    Missing,

    /// <summary>Applied by a newer set of files than this one.</summary>
    Future,

    /// <summary>Not applied, while a later version is.</summary>
    OutOfOrder,

    /// <summary>Applied once and taken back; the next apply carries it out again.</summary>
    Undone,

    /// <summary>Applied once and taken back, where it waits for <c>apply --redo</c>.</summary>
    Held,
}
