namespace Turnstone.Postgres.Tests.Verification;

using Turnstone.Configuration;
using Turnstone.Migrations;
using Turnstone.Postgres.Tests.Cli;
using Turnstone.Servers;
using Turnstone.Verification;

/// <summary>What comes behind a long history is tried in little time.</summary>
[Trait("tier", "all")]
public sealed class LongHistoryTests(PostgresServer server, ITestOutputHelper output)
{
    const int Length = 300;

    [Theory]
    [InlineData("")]
    [InlineData("DO $$ BEGIN END $$;")]
    public async Task Behind_three_hundred_tables_one_more_is_tried(string more)
    {
        using var project = new TestProject();
        var mark = $"m_{Guid.NewGuid():N}";
        for (var number = 1; number <= Length; number++)
        {
            project.Write($"V{number}__t.sql", $"CREATE TABLE t{number} (id int PRIMARY KEY, {mark} int, note text NOT NULL);");
        }
        project.Write($"V{Length + 1}__new.sql", $"ALTER TABLE t7 ADD COLUMN extra int;{more}").Write($"U{Length + 1}__new.sql", "ALTER TABLE t7 DROP COLUMN extra;");
        foreach (var how in new[] { "cold", "warm" })
        {
            var started = TimeProvider.System.GetTimestamp();
            var seen = await Verified.BehindAsync(server, project, $"{Length}");
            output.WriteLine($"{how} {more}: {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0.00} s");
            seen.Undos.ShouldHaveSingleItem().Verdict.ShouldBe(UndoVerdict.LosesDataWrittenSince);
        }
        var settings = new Settings { Root = project.Folder };
        var kept = KeptHistory.NameOf(settings, [], Stand.At(project.Files(), MigrationVersion.Parse($"{Length}")));
        Directory.Delete(Directory.GetDirectories(ServerCache.Default.Templates, $"*-{kept}").Single(), recursive: true);
    }
}
