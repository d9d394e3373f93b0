namespace Turnstone.Tests.Configuration;

using Turnstone.Configuration.Connections;
using Turnstone.Configuration.Secrets;

public sealed class WindowsCommandTests
{
    static readonly Dictionary<string, string> Variables = new()
    {
        ["PATH"] = @"C:\Windows\System32;C:\Program Files\op\;C:\az", ["PATHEXT"] = ".COM;.EXE;.BAT;.CMD", ["ComSpec"] = @"C:\Windows\System32\cmd.exe",
    };

    [Theory]
    [InlineData("op", @"C:\Program Files\op\op.exe")]
    [InlineData("op.EXE", @"C:\Program Files\op\op.EXE")]
    [InlineData("az", @"C:\az\az.cmd")]
    [InlineData(@"D:\tools\vault", @"D:\tools\vault.exe")]
    [InlineData("tools/vault", "tools/vault.exe")]
    [InlineData("nothing", null)]
    public void A_command_is_found_with_its_ending(string command, string? path) => Command().Find(command).ShouldBe(path);

    [Fact]
    public void A_program_is_started_by_itself()
    {
        var start = Command().Start("op", ["read", "op://vault/my db/dsn"]);

        start.FileName.ShouldBe(@"C:\Program Files\op\op.exe");
        start.ArgumentList.ShouldBe(["read", "op://vault/my db/dsn"]);
    }

    [Fact]
    public void A_batch_file_is_started_by_the_interpreter_with_each_word_in_quotation_marks()
    {
        var start = Command().Start("az", ["keyvault", "secret", "show", "--query", "value & more", "say \"so\""]);

        start.FileName.ShouldBe(@"C:\Windows\System32\cmd.exe");
        start.ArgumentList.ShouldBeEmpty();
        start.Arguments.ShouldBe("/d /v:off /s /c \"\"C:\\az\\az.cmd\" \"keyvault\" \"secret\" \"show\" \"--query\" \"value & more\" \"say \"\"so\"\"\"\"");
    }

    [Fact]
    public void What_is_not_found_is_left_to_the_system_to_complain_about() => Command().Start("nothing", []).FileName.ShouldBe("nothing");

    [Fact]
    public void Words_keep_their_backslashes() => CommandSource.Words(@"C:\tools\op.exe read 'my db'").ShouldBe([@"C:\tools\op.exe", "read", "my db"]);

    [Fact]
    public void Services_are_looked_up_where_libpq_looks()
    {
        var variables = new Dictionary<string, string> { ["APPDATA"] = @"C:\Users\ann\AppData\Roaming", ["HOME"] = "/home/ann" };

        new ServiceFile(variables).Paths(windows: true).ShouldBe([@"C:\Users\ann\AppData\Roaming\postgresql\.pg_service.conf"]);
        new ServiceFile(variables).Paths(windows: false).ShouldBe(["/home/ann/.pg_service.conf", "/etc/postgresql-common/pg_service.conf"]);
    }

    static WindowsCommand Command() => new(Variables, new[]
    {
        @"C:\Program Files\op\op.exe", @"C:\Program Files\op\op.EXE", @"C:\az\az", @"C:\az\az.cmd", @"D:\tools\vault.exe", "tools/vault.exe",
    }.Contains);
}
