namespace Turnstone.Postgres.Tests.Crash;

/// <summary>Runs that are cut off anywhere: after some time, or in the middle of a message.</summary>
[Trait("tier", "all")]
public sealed class RandomKillTests(PostgresServer server)
{
    const int All = 1000;

    [Fact]
    public async Task F07_F21_F22_F24_A_run_converges_at_whatever_moment_it_is_killed_and_wherever_its_line_is_cut()
    {
        await using var site = await CrashSite.StartAsync(server);
        Dictionary<CrashProject, Undisturbed> undisturbed = [];
        foreach (var project in (CrashProject[])[CrashProject.Shop, CrashProject.Torture])
        {
            undisturbed.Add(project, await site.MeasureAsync(project));
        }
        await Sample.AllPassAsync([.. Enumerable.Range(0, All)], 6, number =>
        {
            var cell = Cell(new Random(Sample.Seed * All + number), undisturbed);
            return site.CrashAsync(cell, undisturbed[cell.Project]);
        });
    }

    static CrashCell Cell(Random random, Dictionary<CrashProject, Undisturbed> projects)
    {
        var (project, undisturbed) = projects.ElementAt(random.Next(projects.Count));
        if (random.Next(2) == 0)
        {
            return new(project, (Blow)random.Next(3)) { After = undisturbed.Duration * random.NextDouble() };
        }
        var toServer = random.Next(2) == 0;
        return new(project, random.Next(2) == 0 ? Blow.Kill : Blow.Cut)
        {
            Limit = new(toServer, random.NextInt64(1, toServer ? undisturbed.BytesToServer : undisturbed.BytesFromServer)),
        };
    }
}
