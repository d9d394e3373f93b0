namespace Turnstone.Tests.Migrations;

using Turnstone.Migrations;

public sealed class SumKeeperTests
{
    [Fact]
    public async Task An_ungoverned_database_has_the_file_written_anew()
    {
        using var folder = new MigrationFolder(("V1__a.sql", "select 1;"));
        await File.WriteAllTextAsync(folder.PathOf("turnstone.sum"), SumFile.Of(folder.Read().Value!).ToString(), Stop);
        folder.Write("V2__b.sql", "select 2;");

        (await KeepAsync(folder, governed: false)).ShouldBeEmpty();

        (await File.ReadAllTextAsync(folder.PathOf("turnstone.sum"), Stop)).ShouldBe(SumFile.Of(folder.Read().Value!).ToString());
    }

    [Fact]
    public async Task A_governed_database_refuses_a_difference_and_writes_nothing()
    {
        using var folder = new MigrationFolder(("V1__a.sql", "select 1;"));
        var before = SumFile.Of(folder.Read().Value!).ToString();
        await File.WriteAllTextAsync(folder.PathOf("turnstone.sum"), before, Stop);
        (await KeepAsync(folder, governed: true)).ShouldBeEmpty();
        folder.Write("V1__a.sql", "select 2;");

        (await KeepAsync(folder, governed: true)).ShouldBe(["V1__a.sql is not the file that turnstone.sum was written for."]);

        (await File.ReadAllTextAsync(folder.PathOf("turnstone.sum"), Stop)).ShouldBe(before);
    }

    [Fact]
    public async Task Conflict_marks_are_refused_where_the_database_is_governed()
    {
        using var folder = new MigrationFolder(("V1__a.sql", "select 1;"));
        await File.WriteAllTextAsync(folder.PathOf("turnstone.sum"), "<<<<<<< HEAD\n", Stop);

        (await KeepAsync(folder, governed: true)).ShouldBe(["Two branches added migrations: Git left its conflict marks here."]);
        (await KeepAsync(folder, governed: false)).ShouldBeEmpty();
        (await KeepAsync(folder, governed: true)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_the_file_only_a_governed_database_complains()
    {
        using var folder = new MigrationFolder(("V1__a.sql", "select 1;"));

        (await KeepAsync(folder, governed: false)).ShouldBeEmpty();
        File.Exists(folder.PathOf("turnstone.sum")).ShouldBeFalse("who has none did not ask for one");
        (await KeepAsync(folder, governed: true)).ShouldBe(["There is no turnstone.sum."]);
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static async Task<string[]> KeepAsync(MigrationFolder folder, bool governed) =>
        [.. (await new SumKeeper(folder.Settings, governed).KeepAsync(folder.Read().Value!, Stop)).Select(one => one.Message)];
}
