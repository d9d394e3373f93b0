namespace Turnstone.Tests.Servers;

using Turnstone.Servers;

public sealed class ServerDownloadTests
{
    [Fact]
    public void Npm_is_a_program_except_on_Windows_where_node_runs_what_its_batch_file_would()
    {
        Npm(FakeHost.Of(HostSystem.MacOS, ["/opt/homebrew/bin/npm"], new() { ["PATH"] = "/usr/bin:/opt/homebrew/bin" })).ShouldBe(["/opt/homebrew/bin/npm"]);
        Npm(Windows(@"C:\Program Files\nodejs\npm.cmd", @"C:\Program Files\nodejs\node_modules\npm\bin\npm-cli.js"))
            .ShouldBe(["node", @"C:\Program Files\nodejs\node_modules\npm\bin\npm-cli.js"]);
    }

    [Fact]
    public void Without_npm_there_is_nothing_to_call()
    {
        Npm(FakeHost.Of(HostSystem.Linux, [], new() { ["PATH"] = "/usr/bin" })).ShouldBeNull();
        Npm(Windows(@"C:\Program Files\nodejs\npm.cmd")).ShouldBeNull();
        Npm(Windows()).ShouldBeNull();
    }

    static HostPlatform Windows(params string[] files) => FakeHost.Of(HostSystem.Windows, files, new() { ["PATH"] = @"C:\Windows;C:\Program Files\nodejs" });

    static IReadOnlyList<string>? Npm(HostPlatform host) => ServerDownload.Npm(host, new(host, ""), "node");
}
