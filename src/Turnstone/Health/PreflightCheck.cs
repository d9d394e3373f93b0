namespace Turnstone.Health;

using System.Collections.Immutable;
using Npgsql;
using Turnstone.Text;

/// <summary>One question that is asked before a run; the rows of its answer are what was found.</summary>
abstract record PreflightCheck
{
    /// <summary>In the order in which they are told.</summary>
    public static ImmutableArray<PreflightCheck> All { get; } = [new OldSnapshots(), new LockHolders(), new EventTriggers(), new Replicas()];

    public abstract Sql Question(HealthScope scope);

    public abstract Finding Read(NpgsqlDataReader row);

    public abstract Precondition Judge(IReadOnlyList<Finding> found);

    /// <summary>One thing found, in words, and whether it warns.</summary>
    public sealed record Finding(string Words, bool Warns);

    /// <summary>Who it is, as far as it can be seen.</summary>
    protected static string Who(NpgsqlDataReader row, int pid, int application, int user) =>
        $"pid {row.GetInt32(pid)} ({(row.IsDBNull(application) || row.GetString(application).Length == 0 ? "" : $"{row.GetString(application)}, ")}user {(row.IsDBNull(user) ? "unknown" : row.GetString(user))})";

    protected static string Joined(IEnumerable<Finding> found) => string.Join("; ", found.Select(one => one.Words));
}
