namespace Turnstone.Tests.Configuration;

using Turnstone.Configuration;
using Turnstone.Configuration.Secrets;

public sealed class CanaryTests
{
    const string Canary = "kn4ry-S3cr3t";

    [Fact]
    public async Task F43_No_secret_shows_in_anything_that_reading_the_configuration_says()
    {
        var stop = TestContext.Current.CancellationToken;
        using var folder = ProjectFolder.Of("""
            placeholders: { a: env:PLACEHOLDER, b_password: kn4ry-S3cr3t }
            environments: { prod: { url: env:PROD }, file: { url: file:dsn }, command: { url: exec:cat dsn }, broken: { url: env:BROKEN }, variable: {} }
            """).With("dsn", $"postgres://app:{Canary}@db/shop\n");
        var environment = new Dictionary<string, string>
        {
            ["PLACEHOLDER"] = Canary,
            ["PROD"] = $"Host=db;Username=app;Password={Canary}",
            ["BROKEN"] = $"postgres://app:{Canary}@db:{Canary}/shop?{Canary}@x",
            ["DATABASE_URL"] = $"postgres://app:{Canary}@db/shop?sslpassword={Canary}",
            ["PGPASSWORD"] = Canary,
            ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "",
            ["TURNSTONE_ENVIRONMENTS_VARIABLE_URL"] = $"postgres://app:{Canary}@db/shop",
            ["TURNSTONE_SHADOW_URL"] = $"host=db user=app password={Canary}",
            ["TURNSTONE_REPLICAS"] = $"postgres://app:{Canary}@replica/shop",
            ["TURNSTONE_SETTINGS_GRACE"] = "5",
        };
        var said = new List<string>();

        said.AddRange(folder.Read(environment).Lines());
        environment.Remove("TURNSTONE_SETTINGS_GRACE");
        var settings = folder.Read(environment).Value!;
        said.AddRange([$"{settings}", .. settings.Values.Select(value => $"{value}"), .. settings.Environments.Values.Select(one => $"{one} {one.Run}")]);
        var followed = (await new SecretSources(environment).ReadAsync(settings, stop)).Value!;
        said.Add($"{followed} {followed.Placeholders["a"]}");
        var reader = new AddressReader(environment);
        foreach (var name in settings.Environments.Keys)
        {
            var address = await reader.ResolveAsync(settings, name, null, changesTarget: true, stop);
            said.AddRange([$"{address}", $"{address.Value}", $"{address.Value?.ConnectionString} {address.Value?.Password}", .. address.Lines()]);
        }
        said.AddRange((await reader.ResolveAsync(settings, null, $"postgres://app:{Canary}@db/shop", changesTarget: true, stop)).Lines());
        said.Add($"{(await reader.ResolveAsync(settings, null, null, changesTarget: false, stop)).Value}");

        said.Count.ShouldBeGreaterThan(30);
        said.ShouldAllBe(line => !line.Contains(Canary, StringComparison.Ordinal));
    }
}
