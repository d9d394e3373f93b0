namespace Turnstone.Postgres.Tests.Cli;

using System.Diagnostics;
using System.Text.Json;

/// <summary><c>turnstone scan</c> as somebody types it; it asks no server.</summary>
public sealed class ScanTests : IDisposable
{
    const string Ddl = "var sql = \"CREATE TABLE t (id int)\";\n";

    readonly TestProject project = new();

    [Fact]
    public async Task Nothing_found_is_said_and_ends_well()
    {
        project.WriteAt("src/A.cs", "class A;\n").WriteAt("src/empty.cs", "");

        var run = await project.RunAsync("scan src");

        run.ExitCode.ShouldBe(0, run.Everything);
        run.Output.ShouldBe("1 file: nothing found.\n");
    }

    [Theory]
    [InlineData("scan", "Which folders?")]
    [InlineData("scan nowhere", "There is no file or folder")]
    [InlineData("scan src --format xml", "xml")]
    public async Task What_cannot_be_is_said_in_words(string command, string expected)
    {
        project.WriteAt("src/A.cs", Ddl);

        var run = await project.RunAsync(command);

        run.ExitCode.ShouldBe(2, run.Everything);
        run.Error.ShouldContain(expected);
        run.Error.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task A_file_may_be_named_and_each_is_read_once()
    {
        project.WriteAt("src/A.cs", Ddl).WriteAt("src/B.cs", Ddl);

        (await project.RunAsync("scan src/A.cs src/A.cs")).Output.ShouldBe("1 file: 1 error\n");
        (await project.RunAsync("scan src src/A.cs .")).Output.ShouldBe("2 files: 2 errors\n");
    }

    [Fact]
    public async Task What_is_not_text_or_not_ours_is_passed_over()
    {
        project.WriteAt("src/A.cs", "").WriteAt("src/node_modules/x/a.js", Ddl).WriteAt("src/bin/a.cs", Ddl).WriteAt("src/picture.dat", "\0\0" + Ddl)
            .WriteAt("migrations/V1__a.sql", "CREATE TABLE t (id int);").WriteAt("schema.sql", "CREATE TABLE t (id int);").WriteAt("src/other.sql", "CREATE TABLE t (id int);");

        var run = await project.RunAsync("scan .");

        run.Output.ShouldBe("3 files: 1 error\n");
        run.Error.ShouldContain("src/other.sql:1:1");
    }

    [Fact]
    public async Task A_loop_of_links_ends()
    {
        project.WriteAt("src/A.cs", Ddl);
        Directory.CreateSymbolicLink(Path.Combine(project.Folder, "src", "again"), Path.Combine(project.Folder, "src"));
        File.CreateSymbolicLink(Path.Combine(project.Folder, "src", "lost.cs"), Path.Combine(project.Folder, "gone.cs"));

        (await project.RunAsync("scan src")).Output.ShouldBe("1 file: 1 error\n");
    }

    [Fact]
    public async Task What_is_too_long_is_named()
    {
        var path = Path.Combine(project.WriteAt("src/A.cs", Ddl).Folder, "src", "dump.sql");
        await using (var file = File.Create(path))
        {
            file.SetLength(Turnstone.Scanning.ScannedFile.Longest + 1);
        }

        var run = await project.RunAsync("scan src");

        run.Output.ShouldBe("1 file: 1 error\n");
        run.Error.ShouldContain("src/dump.sql has 16 MB and was not read");
    }

    [Theory]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF }, "utf-8")]
    [InlineData(new byte[] { 0xFF, 0xFE }, "utf-16")]
    [InlineData(new byte[] { 0xFE, 0xFF }, "utf-16BE")]
    [InlineData(new byte[] { (byte)'/', (byte)'/', 0xE4, (byte)'\n' }, "utf-8")]
    public async Task Any_encoding_is_read(byte[] head, string encoding)
    {
        project.WriteAt("src/A.cs", "");
        await File.WriteAllBytesAsync(Path.Combine(project.Folder, "src", "A.cs"), [.. head, .. System.Text.Encoding.GetEncoding(encoding).GetBytes(Ddl.Replace("\n", "\r\n", StringComparison.Ordinal))], TestContext.Current.CancellationToken);

        (await project.RunAsync("scan src")).Output.ShouldBe("1 file: 1 error\n");
    }

    [Fact]
    public async Task Git_says_what_is_ours()
    {
        project.WriteAt("src/A.cs", Ddl).WriteAt("src/bin/tool.sh", "psql -c 'DROP TABLE a'\n").WriteAt("src/made/B.cs", Ddl).WriteAt(".gitignore", "made/\n");
        using var git = Process.Start(new ProcessStartInfo("git", ["init", "-q", project.Folder]))!;
        await git.WaitForExitAsync(TestContext.Current.CancellationToken);

        var run = await project.RunAsync("scan src");

        run.Output.ShouldBe("2 files: 2 errors\n");
        run.Error.ShouldContain("src/bin/tool.sh:1:10");
        var ignored = await project.RunAsync("scan src/made");
        ignored.ExitCode.ShouldBe(0);
        ignored.Error.ShouldContain("has no file to look at");
        (await project.RunAsync("scan src/made/B.cs")).Output.ShouldBe("1 file: 1 error\n");
    }

    [Fact]
    public async Task Standard_input_is_read_and_no_secret_comes_out()
    {
        const string Manifest = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\nstringData:\n  password: Sandpiper-7\n---\nenv:\n- PGPASSWORD: Sandpiper-7\n";

        var run = await project.RunAnsweringAsync(Manifest, "scan", "--secrets", "-");
        var json = await project.RunAnsweringAsync(Manifest, "scan", "--secrets", "--json", "-");

        run.ExitCode.ShouldBe(1, run.Everything);
        run.Error.ShouldContain("<standard input>:6:13");
        (run.Everything + json.Everything).ShouldNotContain("Sandpiper-7");
        using var document = JsonDocument.Parse(json.Output);
        document.RootElement.GetProperty("findings").EnumerateArray().Select(one => one.GetProperty("rule").GetString()).ShouldBe(["secret-in-file", "secret-in-file"]);
        document.RootElement.GetProperty("files").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task One_comment_gives_the_reason_to_lint_and_to_scan()
    {
        project.WriteAt("migrations/V1__role.sql", "-- turnstone: ignore=secret-literal,secret-in-file reason=\"of the test database\"\nALTER ROLE app PASSWORD 'Sandpiper-7';\n");

        var lint = await project.RunAsync("lint");
        var scan = await project.RunAsync("scan --secrets migrations");

        lint.Everything.ShouldNotContain("secret-in-file");
        (scan.ExitCode, scan.Output).ShouldBe((0, "1 file: nothing found.\n"));
    }

    [Fact]
    public async Task The_line_that_a_secret_stands_in_is_shown_without_it()
    {
        project.WriteAt("deploy/values.yaml", "auth:\n  password: Sandpiper-7 # of the database\n");

        var run = await project.RunAsync("scan --secrets deploy");

        run.Error.ShouldContain("2 |   password: ****** # of the database");
    }

    [Theory]
    [InlineData("sarif", "\"ruleId\": \"ddl-in-code\"")]
    [InlineData("github", "::error file=src/A.cs,line=1")]
    [InlineData("gitlab", "\"check_name\": \"ddl-in-code\"")]
    [InlineData("junit", "turnstone scan")]
    [InlineData("markdown", "### turnstone scan")]
    public async Task Others_take_it_as_they_take_lint(string format, string expected)
    {
        project.WriteAt("src/A.cs", Ddl);

        var run = await project.RunAsync("scan", "src", "--format", format);

        run.ExitCode.ShouldBe(1);
        run.Output.ShouldContain(expected);
    }

    public void Dispose() => project.Dispose();
}
