namespace Turnstone.Cli.Rendering;

using System.Globalization;
using Turnstone.Steps;

/// <summary>How far a long step is, as one line of a terminal: a bar by bytes, how fast it goes, how long it will take.</summary>
static class ProgressBar
{
    const int Width = 24;

    // Before that the rate says nothing.
    static readonly TimeSpan Settled = TimeSpan.FromSeconds(1);

    public static string Of(RunEvent.StepProgress progress)
    {
        var share = Math.Clamp((double)progress.Sent / progress.Length, 0, 1);
        var full = (int)(share * Width);
        var line = $"  {progress.Migration.Name}  step {progress.Step.Ordinal} of {progress.Migration.Of}  [{new string('#', full)}{new string('.', Width - full)}] {Percent(share)}  {Bytes(progress.Sent)} of {Bytes(progress.Length)}";
        if (progress.Elapsed < Settled || progress.Sent == 0)
        {
            return line;
        }
        var rate = progress.Sent / progress.Elapsed.TotalSeconds;
        var left = TimeSpan.FromSeconds(Math.Max(0, progress.Length - progress.Sent) / rate);
        return $"{line}  {Bytes((long)rate)}/s  {Time(left)} left";
    }

    public static string Bytes(long bytes) => bytes switch
    {
        < 1_000 => Number($"{bytes} B"),
        < 1_000_000 => Number($"{bytes / 1e3:0.0} kB"),
        < 1_000_000_000 => Number($"{bytes / 1e6:0.0} MB"),
        _ => Number($"{bytes / 1e9:0.00} GB"),
    };

    static string Percent(double share) => Number($"{Math.Floor(share * 100),3:0}%");

    static string Time(TimeSpan time) =>
        time >= TimeSpan.FromHours(1) ? Number($"{(int)time.TotalHours}:{time:mm\\:ss}") : Number($"{time:m\\:ss}");

    static string Number(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
