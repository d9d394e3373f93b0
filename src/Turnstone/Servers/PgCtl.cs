namespace Turnstone.Servers;

using System.Diagnostics;
using System.Globalization;

/// <summary>PostgreSQL's own way to start and stop a server, which is the only one on Windows: there are no signals, and only <c>pg_ctl</c> takes an
/// administrator's rights away, with which the server refuses to run.</summary>
static class PgCtl
{
    /// <summary>Starts a server that outlives us and waits until it takes connections.</summary>
    /// <remarks>Through the shell, since only then does it not inherit what we have open: whoever reads our output would wait for the server's end.</remarks>
    public static ProcessStartInfo Start(string pgCtl, string dataFolder, string log, TimeSpan patience) =>
        new(pgCtl, ["start", "--silent", "--wait", "--timeout", Seconds(patience), "--pgdata", dataFolder, "--log", log])
        {
            UseShellExecute = true,
            WindowStyle = ProcessWindowStyle.Hidden,
        };

    /// <summary>Ends its sessions, writes what was committed, and waits until it is gone.</summary>
    public static ProcessStartInfo Stop(string pgCtl, string dataFolder, TimeSpan patience) =>
        ChildProcess.Prepare(pgCtl, ["stop", "--silent", "--wait", "--timeout", Seconds(patience), "--mode", "fast", "--pgdata", dataFolder]);

    public static string Seconds(TimeSpan patience) => Math.Max(1, (int)patience.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
