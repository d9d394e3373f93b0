namespace Turnstone.Tests.Servers;

using Turnstone.Servers;
using Turnstone.Tests.Configuration;

public sealed class SettingsFileTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Quotes_backslashes_and_line_ends_are_written_as_the_server_reads_them() =>
        SettingsFile.Text([("port", "5433"), ("log_line_prefix", @"it's ""%p"" \n"), ("a.b", "two\nlines"), ("unix_socket_directories", "")]).ShouldBe(
            """
            port = '5433'
            log_line_prefix = 'it''s "%p" \\n'
            a.b = 'two\nlines'
            unix_socket_directories = ''

            """);

    [Fact]
    public async Task The_servers_own_file_reads_it_once_however_often_it_is_written()
    {
        using var data = new ProjectFolder().With("postgresql.conf", "max_connections = 100\r\ninclude 'turnstone.conf'\r\n");
        using var fresh = new ProjectFolder().With("postgresql.conf", "max_connections = 100");

        foreach (var folder in new[] { data, fresh, fresh })
        {
            await SettingsFile.WriteAsync(folder.Path, [("port", "1")], Stop);
        }

        File.ReadAllText(Path.Combine(data.Path, "postgresql.conf")).ShouldBe("max_connections = 100\r\ninclude 'turnstone.conf'\r\n");
        File.ReadAllText(Path.Combine(fresh.Path, "postgresql.conf")).ShouldBe("max_connections = 100\ninclude 'turnstone.conf'\n");
        File.ReadAllText(Path.Combine(fresh.Path, "turnstone.conf")).ShouldBe("port = '1'\n");
    }

    [Fact]
    public void All_settings_reach_the_server_as_arguments_or_in_the_file()
    {
        var options = new LocalServerOptions { Settings = new Dictionary<string, string> { ["max_connections"] = "17" } };

        options.SettingsFor(5433).ShouldBe(
        [
            ("port", "5433"), ("listen_addresses", "127.0.0.1"), ("unix_socket_directories", ""),
            ("fsync", "off"), ("synchronous_commit", "off"), ("full_page_writes", "off"), ("max_connections", "17"),
        ]);
        options.Arguments("/data", 5433).ShouldBe(["-D", "/data", .. options.SettingsFor(5433).SelectMany(one => (string[])["-c", $"{one.Name}={one.Value}"])]);
    }
}
