namespace Turnstone.Cli.Rendering;

using System.Globalization;
using Turnstone.Steps;

/// <summary>How far a long step is, as one line of a terminal: a bar, how fast it goes and how long it will take, or what the server is at.</summary>
static class ProgressBar
{
    const int Width = 24;
    const int Narrow = 12;

    // Before that the rate says nothing.
    static readonly TimeSpan Settled = TimeSpan.FromSeconds(1);

    public static string Of(RunEvent.StepProgress progress)
    {
        var share = Math.Clamp((double)progress.Sent / progress.Length, 0, 1);
        var full = (int)(share * Width);
        var line = $"  {progress.Migration.Name}  step {progress.Step.Ordinal} of {progress.Migration.Of}  {Percent(share)} [{new string('#', full)}{new string('.', Width - full)}]  {Bytes(progress.Sent)} of {Bytes(progress.Length)}";
        if (progress.Elapsed < Settled || progress.Sent == 0)
        {
            return line;
        }
        var rate = progress.Sent / progress.Elapsed.TotalSeconds;
        var left = TimeSpan.FromSeconds(Math.Max(0, progress.Length - progress.Sent) / rate);
        return $"{line}  {Bytes((long)rate)}/s  {Time(left)} left";
    }

    // Where the terminal is narrow the end is cut off: what says most comes first.
    public static string Of(RunEvent.StepWorking working)
    {
        var (progress, migration) = (working.Progress, working.Migration);
        var line = $"  {migration.Name}  step {working.Step.Ordinal} of {migration.Of}  ";
        var what = $"{Time(working.Elapsed)}  {progress.Phase}";
        if (progress.Total > 0)
        {
            var share = Math.Clamp((double)progress.Done / progress.Total, 0, 1);
            var full = (int)(share * Narrow);
            line += $"{Percent(share)} [{new string('#', full)}{new string('.', Narrow - full)}]  ";
            what += Number($"  {progress.Done:#,0} of {progress.Total:#,0} {progress.Unit}");
        }
        return line + what + (progress.WaitsFor is { } blocker ? $"  {blocker}" : "");
    }

    public static string Bytes(long bytes) => bytes switch
    {
        < 1_000 => Number($"{bytes} B"),
        < 1_000_000 => Number($"{bytes / 1e3:0.0} kB"),
        < 1_000_000_000 => Number($"{bytes / 1e6:0.0} MB"),
        _ => Number($"{bytes / 1e9:0.00} GB"),
    };

    static string Percent(double share) => Number($"{Math.Floor(share * 100),3:0}%");

    public static string Time(TimeSpan time) =>
        time >= TimeSpan.FromHours(1) ? Number($"{(int)time.TotalHours}:{time:mm\\:ss}") : Number($"{time:m\\:ss}");

    static string Number(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
