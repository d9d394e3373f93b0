namespace Turnstone.Tests.Servers;

using Turnstone.Servers;

public sealed class ServerProcessTests
{
    const string Data = "/cache/clusters/shop-1/data";

    const string Lines = """
        4711
        /cache/clusters/shop-1/data
        1750000000
        40105

        127.0.0.1
         12345  0
        ready   
        """;

    static readonly PostmasterFile File = PostmasterFile.Parse(Lines)!;

    [Fact]
    public void The_servers_own_file_says_process_port_and_readiness()
    {
        File.ShouldBe(new PostmasterFile(4711, Data, 1750000000, 40105, IsReady: true));
        PostmasterFile.Parse(Lines.Replace("ready", "starting", StringComparison.Ordinal)).ShouldNotBeNull().IsReady.ShouldBeFalse();
    }

    [Fact]
    public void A_half_written_file_says_nothing_yet()
    {
        PostmasterFile.Parse("").ShouldBeNull();
        PostmasterFile.Parse("4711\n/cache/clusters/shop-1/data\n1750000000\n").ShouldBeNull();
    }

    [Fact]
    public void The_server_is_known_by_its_folder_and_its_beginning()
    {
        var begun = DateTimeOffset.FromUnixTimeSeconds(1750000000);

        new ServerProcess($"postgres -D {Data} -p 40105", begun).Wrote(File, Data).ShouldBeTrue();
        new ServerProcess($"postgres -D {Data} -p 40105", Started: null).Wrote(File, Data).ShouldBeTrue();
        new ServerProcess($"postgres -D {Data} -p 40105", begun.AddHours(1)).Wrote(File, Data).ShouldBeFalse();
        new ServerProcess("postgres -D /another", begun).Wrote(File, Data).ShouldBeFalse();
        new ServerProcess($"postgres -D {Data}", begun).Wrote(File with { DataFolder = "/moved/from" }, Data).ShouldBeFalse();
    }
}
