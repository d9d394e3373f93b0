namespace Turnstone.Tests.Servers;

using System.Diagnostics;
using Turnstone.Servers;
using Turnstone.Sql;

public sealed class PgCtlTests
{
    const string Program = @"C:\Program Files\PostgreSQL\17\bin\pg_ctl.exe";

    static readonly PostmasterFile Running = new(4711, "C:/cache/data", 0, 5432, IsReady: true);

    [Fact]
    public void A_server_that_stays_is_started_without_anything_that_we_have_open()
    {
        var start = PgCtl.Start(Program, @"C:\cache\data", @"C:\cache\server.log", TimeSpan.FromSeconds(60));

        start.FileName.ShouldBe(Program);
        start.ArgumentList.ShouldBe(["start", "--silent", "--wait", "--timeout", "60", "--pgdata", @"C:\cache\data", "--log", @"C:\cache\server.log"]);
        start.UseShellExecute.ShouldBeTrue();
        start.WindowStyle.ShouldBe(ProcessWindowStyle.Hidden);
    }

    [Fact]
    public void A_server_is_stopped_by_pg_ctl_on_Windows_and_by_a_signal_elsewhere()
    {
        var stop = new ProjectStop(new(Name: null), new());

        var windows = stop.Command(FakeHost.Of(HostSystem.Windows, []), Running, @"C:\pg\bin");
        windows.FileName.ShouldBe(@"C:\pg\bin\pg_ctl.exe");
        windows.ArgumentList.ShouldBe(["stop", "--silent", "--wait", "--timeout", "60", "--mode", "fast", "--pgdata", "C:/cache/data"]);
        foreach (var system in new[] { HostSystem.Linux, HostSystem.MacOS })
        {
            stop.Command(FakeHost.Of(system, []), Running, "/pg/bin").ArgumentList.ShouldBe(["-c", "kill -INT \"$1\"", "sh", "4711"]);
        }
    }

    [Fact]
    public void Without_a_record_of_its_programs_the_one_on_the_path_stops_it() =>
        new ProjectStop(new(Name: null), new()).Command(FakeHost.Of(HostSystem.Windows, []), Running, "").FileName.ShouldBe("pg_ctl.exe");

    [Fact]
    public void A_server_that_goes_with_us_is_watched_by_an_interpreter_that_reads_what_only_we_hold_open()
    {
        var binaries = new ServerBinaries("/pg 100% & co", PgVersion.V17, "17.10", "", "");

        var start = new WindowsSupervisor(binaries, new() { StartTimeout = TimeSpan.FromSeconds(30) }).Start(@"C:\Windows\System32\cmd.exe", "/cache/running/ab/data", "/cache/running/ab");

        start.FileName.ShouldBe(@"C:\Windows\System32\cmd.exe");
        start.RedirectStandardInput.ShouldBeTrue();
        start.CreateNoWindow.ShouldBeTrue();
        start.Environment["TURNSTONE_PG_CTL"].ShouldStartWith("/pg 100% & co");
        start.Environment["TURNSTONE_PATIENCE"].ShouldBe("30");
        start.Environment["TURNSTONE_FOLDER"].ShouldBe("/cache/running/ab");
        start.Arguments.ShouldStartWith("""/d /v:off /s /c ""%TURNSTONE_PG_CTL%" start --silent --wait --timeout %TURNSTONE_PATIENCE% --pgdata "%TURNSTONE_DATA%" """);
        start.Arguments.ShouldEndWith("\"");
        start.Arguments.ShouldNotContain("\n");
        start.Arguments.ShouldNotContain("/pg");
        // Started, then waiting for our end of the pipe, then stopped, then gone.
        Order(start.Arguments, " start ", "&& (", "findstr.exe", " stop ", ") ||", "type ", "rmdir ");
    }

    static void Order(string text, params string[] parts)
    {
        var at = 0;
        foreach (var part in parts)
        {
            at = text.IndexOf(part, at, StringComparison.Ordinal);
            at.ShouldBeGreaterThan(0, part);
        }
    }
}
