namespace Turnstone.Tests.Servers;

using Turnstone.Servers;

public sealed class RunningFolderTests : IDisposable
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    readonly string folder = Directory.CreateTempSubdirectory("turnstone-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_servers_data_lies_in_memory_only_where_there_is_plenty()
    {
        var (disk, memory) = (new RunningFolder(Cache(), new(Name: null)) { MemoryDisk = folder }, new RunningFolder(Cache(), new(Name: null)));

        // Where temporary files lie in memory as well, there is room for this one.
        (await disk.ChooseAsync(Stop)).ShouldBe(new DriveInfo(folder).DriveFormat == "tmpfs" ? disk.InMemory : "/mine/running");
        (await memory.ChooseAsync(Stop)).ShouldBeOneOf(memory.InMemory, "/mine/running");
    }

    [Fact]
    public async Task Who_says_where_it_is_to_lie_is_believed()
    {
        (await new RunningFolder(new("/mine") { MemoryFolder = "/there" }, new(Name: null)).ChooseAsync(Stop)).ShouldBe("/there");
        (await new RunningFolder(new("/mine"), new(Name: null)).ChooseAsync(Stop)).ShouldBe("/mine/running");
    }

    [Fact]
    public async Task A_folder_of_that_name_that_leads_elsewhere_is_left_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file system in memory.");
        var running = new RunningFolder(Cache(), new(Name: null)) { MemoryDisk = folder };
        Directory.CreateSymbolicLink(running.InMemory, "/");

        (await running.AllAsync(Stop)).ShouldBe(["/mine/running"]);
        Directory.Delete(running.InMemory);
        Directory.CreateDirectory(running.InMemory);
        (await running.AllAsync(Stop)).ShouldBe(["/mine/running", running.InMemory]);
    }

    static ServerCache Cache() => new("/mine") { MayUseMemory = true };
}
