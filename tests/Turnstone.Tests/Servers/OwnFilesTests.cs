namespace Turnstone.Tests.Servers;

using Turnstone.Servers;
using Turnstone.Tests.Configuration;

public sealed class OwnFilesTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_cluster_is_made_copied_whole_and_removed_by_its_owner_without_a_shell()
    {
        using var place = new ProjectFolder();
        var files = new ClusterFiles(new ServerAccount(Name: null));
        var (first, second) = (Path.Combine(place.Path, "a b"), Path.Combine(place.Path, "c"));

        await files.MakeFolderAsync(first, "password", "s3cret", Stop);
        Directory.CreateDirectory(Path.Combine(first, "base", "1"));
        await File.WriteAllTextAsync(Path.Combine(first, "base", "1", "PG_VERSION"), "17\n", Stop);
        await files.CopyAsync(first, second, Stop);

        File.ReadAllText(Path.Combine(second, "password")).ShouldBe("s3cret");
        File.ReadAllText(Path.Combine(second, "base", "1", "PG_VERSION")).ShouldBe("17\n");
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(second).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            File.GetUnixFileMode(Path.Combine(second, "password")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        await files.DeleteFileAsync(Path.Combine(second, "password"), Stop);
        File.Exists(Path.Combine(second, "password")).ShouldBeFalse();
        await files.DeleteAsync(second, Stop);
        await files.DeleteAsync(second, Stop);
        Directory.GetDirectories(place.Path).ShouldBe([first]);
    }

    [Fact]
    public async Task What_a_crash_left_of_a_copy_is_in_nobodys_way()
    {
        using var place = new ProjectFolder().With("from/PG_VERSION", "17").With("to.copying/half", "");

        await new ClusterFiles(new ServerAccount(Name: null)).CopyAsync(Path.Combine(place.Path, "from"), Path.Combine(place.Path, "to"), Stop);

        Directory.GetFileSystemEntries(Path.Combine(place.Path, "to")).Select(Path.GetFileName).ShouldBe(["PG_VERSION"]);
    }
}
