namespace Turnstone.Tests.Linting;

using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Linting;

/// <summary>A file is mended where its finding is, whatever its line ends, and keeps all else.</summary>
public sealed class MendingTests : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("turnstone-lint");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("-- one\r\n-- two\r\nCREATE INDEX i ON t (a);\r\nSELECT 1;\r\n", "-- one\r\n-- two\r\nCREATE INDEX CONCURRENTLY i ON t (a);\r\nSELECT 1;\r\n")]
    [InlineData("\uFEFF-- ü\nCREATE INDEX i ON t (a);", "\uFEFF-- ü\nCREATE INDEX CONCURRENTLY i ON t (a);")]
    [InlineData("\uFEFF-- 😀\r\nCREATE INDEX\r\ni ON t (a)", "\uFEFF-- 😀\r\nCREATE INDEX CONCURRENTLY\r\ni ON t (a)")]
    [InlineData("-- a\n-- b\r\nCREATE INDEX i ON t (a);\n", "-- a\n-- b\r\nCREATE INDEX CONCURRENTLY i ON t (a);\n")]
    [InlineData("-- turnstone: eol=keep\r\n-- b\r\nCREATE INDEX i ON t (a);\r\n", "-- turnstone: eol=keep\r\n-- b\r\nCREATE INDEX CONCURRENTLY i ON t (a);\r\n")]
    public async Task Line_ends_and_byte_order_mark_stay(string text, string mended)
    {
        var found = await LintAsync([], ("migrations/V1__t.sql", "CREATE TABLE t (a int);\n"), ("migrations/V2__i.sql", text));
        Mending.Of(text, found.Findings.Where(finding => finding.Migration.File == "migrations/V2__i.sql")).Text.ShouldBe(mended);
    }

    [Fact]
    public async Task A_file_outside_of_the_migrations_is_looked_at_behind_them()
    {
        var found = await LintAsync(["some.sql"], ("migrations/V1__t.sql", "CREATE TABLE t (a int);\nCREATE TABLE u (a int, b int);\n"), ("some.sql", "CREATE INDEX i ON t (a);\nCREATE TABLE v (a int);\nCREATE INDEX j ON v (a);\n"));
        found.Findings.Where(finding => finding.Diagnostic.Rule == "index-not-concurrent").Select(finding => $"{finding.Diagnostic.File}:{finding.Diagnostic.Line}").ShouldBe(["some.sql:1"]);
        found.Files.ShouldBe(1);
    }

    [Fact]
    public async Task No_project_is_needed_for_it() => (await LintAsync(["some.sql"], ("some.sql", "CREATE INDEX i ON t (a);\n"))).Findings.ShouldContain(finding => finding.Diagnostic.Rule == "index-not-concurrent");

    [Fact]
    public async Task One_that_is_not_there_is_an_error() =>
        (await LookAsync(["migrations/V1__tt.sql"], ("migrations/V1__t.sql", "CREATE TABLE t (a int);\n"))).Diagnostics.ShouldHaveSingleItem().Rule.ShouldBe("no-such-file");

    async Task<LintReport> LintAsync(IReadOnlyCollection<string> named, params (string Path, string Text)[] files)
    {
        var looked = await LookAsync(named, files);
        looked.Passed.ShouldBeTrue(string.Join('\n', looked.Diagnostics));
        return looked.Value!;
    }

    async Task<Checked<LintReport>> LookAsync(IReadOnlyCollection<string> named, params (string Path, string Text)[] files)
    {
        foreach (var (path, text) in files)
        {
            var full = Path.Combine(folder.FullName, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            await File.WriteAllTextAsync(full, text, TestContext.Current.CancellationToken);
        }
        var request = new LintRequest(new()) { Named = named };
        return await Pipeline.LintAsync(new Settings { Root = folder.FullName }, named.Count == 0 ? request : request with { IsAsked = file => named.Contains(file.File) }, TestContext.Current.CancellationToken);
    }
}
