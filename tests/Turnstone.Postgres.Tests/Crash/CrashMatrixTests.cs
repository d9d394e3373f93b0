namespace Turnstone.Postgres.Tests.Crash;

/// <summary>Whatever a run is doing when it is cut off, and however: one more apply, and everything is as if nothing had happened.</summary>
[Trait("tier", "all")]
public sealed class CrashMatrixTests(PostgresServer server)
{
    [Fact]
    public Task F07_F21_F22_F24_The_shop_converges_wherever_its_run_is_cut_off() => ConvergesAsync(CrashProject.Shop, 12);

    [Fact]
    public Task F05_F06_F07_F10_F21_F22_F24_F25_The_torture_converges_wherever_its_run_is_cut_off() => ConvergesAsync(CrashProject.Torture, 12);

    async Task ConvergesAsync(CrashProject project, int cells)
    {
        await using var site = await CrashSite.StartAsync(server);
        var undisturbed = await site.MeasureAsync(project);
        await Sample.AllPassAsync([.. Cells(project, undisturbed)], cells, cell => site.CrashAsync(cell, undisturbed));
    }

    // A run killed behind an answer that it never saw leaves what one leaves that is killed in front of its next request.
    static IEnumerable<CrashCell> Cells(CrashProject project, Undisturbed undisturbed) =>
        from request in Enumerable.Range(1, undisturbed.Requests)
        from moment in Enum.GetValues<Moment>()
        from blow in Enum.GetValues<Blow>()
        where moment != Moment.After || blow != Blow.Kill || request == undisturbed.Requests
        select new CrashCell(project, blow) { Stop = new(request, moment) };
}
