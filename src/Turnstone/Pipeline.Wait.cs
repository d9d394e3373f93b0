namespace Turnstone;

using System.Data.Common;
using Turnstone.Diagnostics;
using Turnstone.Execution;
using Turnstone.Migrations;
using Turnstone.Planning;

/// <summary>Waiting until somebody else has carried out what the files say.</summary>
public sealed partial class Pipeline
{
    // Between two looks at a schema that is waited for.
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Waits until the schema is there: for an application that must not start before it is.</summary>
    /// <param name="to">The version that has to be applied; none for every file's.</param>
    public async Task<RunRecord> WaitAsync(MigrationVersion? to, TimeSpan deadline, CancellationToken stop)
    {
        var files = ReadFiles();
        if (!files.Passed)
        {
            return RunRecord.None(FailureKind.Refused, files.Diagnostics);
        }
        var started = surroundings.Time.GetTimestamp();
        TimeSpan Left() => deadline - surroundings.Time.GetElapsedTime(started);
        while (true)
        {
            try
            {
                return await WaitAsync(files, to, Left, stop);
            }
            catch (Exception lost) when (Left() > Pause && lost is FailureException { Kind: FailureKind.Unavailable } or DbException { IsTransient: true })
            {
                // A failover in the meantime is what one waits through.
                await Task.Delay(Pause, surroundings.Time, stop);
            }
        }
    }

    async Task<RunRecord> WaitAsync(Checked<MigrationSet> files, MigrationVersion? to, Func<TimeSpan> left, CancellationToken stop)
    {
        await using var session = await ConnectAsync(left(), stop);
        while (true)
        {
            var standing = await StandAsync(session, files.Value!, to, stop);
            if (standing.Missing(to) is not { } missing)
            {
                var asked = standing with { Statuses = [.. standing.Statuses.Where(status => to is null || status.Version is null || status.Version <= to)] };
                List<Diagnostic> said = [.. files.Diagnostics, .. new Complaints(settings).About(asked)];
                return RunRecord.None(said.Exists(one => one.Severity == Severity.Error) ? FailureKind.Refused : null, said);
            }
            if (left() < TimeSpan.Zero)
            {
                return RunRecord.None(FailureKind.Unavailable, Diagnostic.Error("not-there-yet", $"{missing} on {address} yet.",
                    help: "Is the job that applies it running? 'turnstone status' shows how far it is."));
            }
            await Task.Delay(Pause, surroundings.Time, stop);
        }
    }
}
