namespace Turnstone.Postgres.Tests.RealWorld;

using System.Collections.Immutable;
using Turnstone.Catalog;
using Turnstone.Configuration;
using Turnstone.Execution;
using Turnstone.Postgres.Tests.Catalog;
using Turnstone.Postgres.Tests.Cli;
using Turnstone.Text;
using Turnstone.Verification;

/// <summary>Other people's histories, every migration of them tried on tables with rows; what they come to is what <c>psql</c> makes of them.</summary>
[Trait("tier", "all")]
public sealed class VerifiedHistoryTests(PostgresServer server)
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Graphile_worker() =>
        await AgreesAsync(Conversion.GraphileWorker(await Package.NpmAsync("graphile-worker", "0.17.3")), [("graphile_worker_schema", "graphile_worker")]);

    [Fact]
    public async Task Roundcube() => await AgreesAsync(Conversion.RoundcubeVersions(await Package.DebianAsync("roundcube-core")), []);

    [Fact]
    public async Task Icinga_db() => await AgreesAsync([Conversion.IcingaDb(await Package.DebianAsync("icingadb"))], []);

    [Fact]
    public async Task Tt_rss() => await AgreesAsync(Conversion.TtRssVersions(await Package.DebianAsync("tt-rss")), []);

    // A hundred and thirty thousand statements, each of them sent three times.
    [Fact]
    [Trait("tier", "proof")]
    public async Task Zabbix() => await AgreesAsync(Conversion.Zabbix(await Package.DebianAsync("zabbix-server-pgsql")), []);

    async Task AgreesAsync(IReadOnlyList<SqlFile> files, IReadOnlyList<(string Name, string Value)> placeholders)
    {
        using var project = new TestProject();
        foreach (var file in files)
        {
            project.Write(file.Name, file.Text);
        }
        var settings = new Settings { Root = project.Folder, Placeholders = placeholders.ToImmutableSortedDictionary(one => one.Name, one => new Placeholder { Text = one.Value }) };
        var surroundings = new Surroundings(new Dictionary<string, string>(), new Masking(), TimeProvider.System, _ => { });

        var verified = (await Pipeline.VerifyAsync(settings, [], surroundings, new() { Version = server.Major }, Stop)).Value.ShouldNotBeNull();

        var seen = verified.Evidence.ShouldNotBeNull();
        seen.Failures.ShouldBeEmpty();
        seen.Undos.Select(one => one.Verdict).ShouldAllBe(verdict => verdict == UndoVerdict.Irreversible);
        verified.Verdict.ShouldBe(Verdict.Proved);
        await using var theirs = await server.CreateDatabaseAsync();
        await Comparison.RunAsync(theirs, [.. files.OrderBy(Comparison.Version).Select(file => Comparison.Filled(file.Text, placeholders))]);
        await using var empty = await server.CreateDatabaseAsync();
        var (before, after) = (SchemaFingerprint.Of(await empty.ReadAsync()), SchemaFingerprint.Of(await theirs.ReadAsync()));
        var made = before.DifferentFrom(after).ToDictionary(one => one.Name, one => after.Objects.GetValueOrDefault(one.Name)?.Digest);
        seen.Ends.Except(made).ShouldBeEmpty();
        made.Except(seen.Ends).ShouldBeEmpty();
    }
}
