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

        new ServerProcess($"postgres -D {Data} -p 40105", begun).Wrote(File, Data, HostSystem.Linux).ShouldBeTrue();
        new ServerProcess($"postgres -D {Data} -p 40105", Started: null).Wrote(File, Data, HostSystem.Linux).ShouldBeTrue();
        new ServerProcess($"postgres -D {Data} -p 40105", begun.AddHours(1)).Wrote(File, Data, HostSystem.Linux).ShouldBeFalse();
        new ServerProcess("postgres -D /another", begun).Wrote(File, Data, HostSystem.Linux).ShouldBeFalse();
        new ServerProcess($"postgres -D {Data}", begun).Wrote(File with { DataFolder = "/moved/from" }, Data, HostSystem.Linux).ShouldBeFalse();
    }

    [Theory]
    [InlineData("postgres", 0, "C:/Users/ann/data", true)]
    [InlineData("Postgres", -2, "c:/users/ANN/data", true)]
    [InlineData("postgres", null, "C:/Users/ann/data", true)]
    [InlineData("postgres", 3600, "C:/Users/ann/data", false)]
    [InlineData("postgres", -3600, "C:/Users/ann/data", false)]
    [InlineData("notepad", 0, "C:/Users/ann/data", false)]
    [InlineData("postgres", 0, "C:/Users/ann/other", false)]
    public void On_Windows_it_is_known_by_its_name_its_folder_in_forward_slashes_and_its_beginning(string name, int? later, string folder, bool wrote)
    {
        var begun = later is { } seconds ? DateTimeOffset.FromUnixTimeSeconds(File.Started).AddSeconds(seconds) : (DateTimeOffset?)null;
        var file = PostmasterFile.Parse(Lines.Replace(Data, folder, StringComparison.Ordinal).ReplaceLineEndings("\r\n"))!;

        new ServerProcess(name, begun).Wrote(file, @"C:\Users\ann\data", HostSystem.Windows).ShouldBe(wrote);
    }
}
