namespace Turnstone.Tests.Migrations;

using Turnstone.Migrations;
using Turnstone.Tests.Configuration;

public sealed class MigrationDirectoryTests
{
    [Fact]
    public void Every_kind_comes_in_its_own_order()
    {
        using var folder = new MigrationFolder(
            ("V10__ten.sql", "select 10;"), ("V2__two.sql", "select 2;"), ("U2__two.sql", "select -2;"), ("U10__ten.sql", "select -10;"),
            ("R__b.sql", "select 'b';"), ("R__a.sql", "select 'a';"), ("B2__base.sql", "select 'base';"), ("beforeApply.sql", "select 'hook';"),
            ("README.md", "not SQL"));

        var read = folder.Read();

        read.Lines().ShouldBeEmpty();
        read.Value!.Versioned.Select(one => one.File).ShouldBe(["migrations/V2__two.sql", "migrations/V10__ten.sql"]);
        read.Value.Undos.Select(one => one.File).ShouldBe(["migrations/U2__two.sql", "migrations/U10__ten.sql"]);
        read.Value.Others.Select(one => one.Name.Text).ShouldBe(["B2__base.sql", "R__a.sql", "R__b.sql", "beforeApply.sql"]);
        read.Value.All.Count().ShouldBe(8);
    }

    [Fact]
    public void A_migration_has_its_canonical_text_its_checksum_and_its_directives()
    {
        using var folder = new MigrationFolder(("V1__a.sql", "\ufeff-- turnstone: author=ann\r\nselect 1;\r\n"));

        var migration = folder.Read().Value!.Versioned.ShouldHaveSingleItem();

        migration.Text.Whole.ShouldBe("-- turnstone: author=ann\nselect 1;\n");
        migration.Checksum.ShouldBe(Checksum.Of(migration.Text.Whole!));
        migration.Directives.Author.ShouldBe("ann");
    }

    [Fact]
    public void What_is_said_of_many_files_comes_in_their_order()
    {
        using var folder = new MigrationFolder([.. Enumerable.Range(1000, 300).Select(i => ($"V{i}__t.sql", i % 3 == 0 ? "-- turnstone: nonsense=1\n" : "SELECT 1;"))]);

        var read = folder.Read();

        var expected = Enumerable.Range(1000, 300).Where(i => i % 3 == 0).Select(i => $"migrations/V{i}__t.sql");
        read.Diagnostics.Select(one => one.File).ShouldBe(expected);
    }

    [Fact]
    public void Folders_within_the_folder_are_read_too()
    {
        using var folder = new MigrationFolder(("2023/V1__a.sql", "select 1;"), ("2024/06/V2__b.sql", "select 2;"));

        folder.Read().Value!.Versioned.Select(one => one.File).ShouldBe(["migrations/2023/V1__a.sql", "migrations/2024/06/V2__b.sql"]);
    }

    [Fact]
    public void A_folder_within_another_of_the_settings_is_read_once()
    {
        using var folder = new MigrationFolder(("V1__a.sql", "select 1;"), ("orders/V2__b.sql", "select 2;"));

        var read = new MigrationDirectory(folder.Settings with { Migrations = ["migrations/orders", "migrations", "./migrations"] }).Read();

        read.Lines().ShouldBeEmpty();
        read.Value!.Versioned.Length.ShouldBe(2);
    }

    [Fact]
    public void A_mounted_ConfigMap_shows_each_file_once()
    {
        using var folder = new MigrationFolder(("..2026_01_01/V1__a.sql", "select 1;"));
        Directory.CreateSymbolicLink(folder.PathOf("migrations/..data"), "..2026_01_01");
        File.CreateSymbolicLink(folder.PathOf("migrations/V1__a.sql"), "..data/V1__a.sql");

        var read = folder.Read();

        read.Lines().ShouldBeEmpty();
        read.Value!.Versioned.ShouldHaveSingleItem().Text.Whole.ShouldBe("select 1;");
    }

    [Fact]
    public void F32_Two_files_of_one_version_are_refused()
    {
        using var folder = new MigrationFolder(("V1.0__a.sql", "select 1;"), ("later/V01__b.sql", "select 2;"), ("U1__a.sql", ""), ("U1_0__b.sql", ""), ("B3__a.sql", ""), ("B3__b.sql", ""));

        folder.Read().Lines().Order(StringComparer.Ordinal).Select(line => line.Split(" | ")[0]).ShouldBe([
            "migrations/B3__b.sql: Error: migrations/B3__b.sql and migrations/B3__a.sql have the same version, 3.",
            "migrations/U1__a.sql: Error: migrations/U1__a.sql and migrations/U1_0__b.sql have the same version, 1.",
            "migrations/later/V01__b.sql: Error: migrations/later/V01__b.sql and migrations/V1.0__a.sql have the same version, 1.",
        ], ignoreOrder: true);
    }

    [Fact]
    public void Two_repeatables_of_one_name_are_refused()
    {
        using var folder = new MigrationFolder(("a/R__views.sql", ""), ("b/R__views.sql", ""));

        folder.Read().Lines().ShouldBe([
            "migrations/b/R__views.sql: Error: migrations/b/R__views.sql and migrations/a/R__views.sql have the same name."
            + " | A repeatable or a hook is known by its name: rename or remove one of them."]);
    }

    [Fact]
    public void F30_Names_that_are_one_on_another_machine_are_refused()
    {
        using var folder = new MigrationFolder(
            ("V1__Init.sql", "select 1;"), ("V1__init.sql", "select 1;"), ("R__caf\u00e9.sql", ""), ("R__cafe\u0301.sql", ""));

        var said = folder.Read().Lines();

        said.ShouldContain("migrations/V1__init.sql: Error: migrations/V1__Init.sql and migrations/V1__init.sql are one file on Windows and macOS."
            + " | Rename one of them so that they differ in more than case.");
        said.ShouldContain(line => line.Contains("exists twice, in Unicode's composed and decomposed form: one file on macOS.", StringComparison.Ordinal));
    }

    [Fact]
    public void Names_that_differ_in_an_accent_are_two()
    {
        using var folder = new MigrationFolder(("R__caf\u00e9.sql", ""), ("R__caf\u00e8.sql", ""), ("R__cafe.sql", ""));

        folder.Read().Lines().ShouldBeEmpty();
    }

    [Fact]
    public void An_undo_needs_its_migration()
    {
        using var folder = new MigrationFolder(("V1__a.sql", ""), ("U1__a.sql", ""), ("U2__b.sql", ""));

        folder.Read().Lines().ShouldBe([
            "migrations/U2__b.sql: Error: There is no migration of version 2 for it to take back. | Rename it to the version it belongs to, or add V2__….sql."]);
    }

    [Fact]
    public void A_missing_folder_is_named_with_what_to_do()
    {
        using var folder = new MigrationFolder();

        new MigrationDirectory(folder.Settings with { Migrations = ["db/changes"] }).Read().Lines().ShouldBe([
            $"Error: The migrations folder 'db/changes' does not exist in {folder.Settings.Root}."
            + " | Create it with 'turnstone init', or set 'migrations:' in turnstone.yaml."]);
    }

    [Fact]
    public void An_empty_folder_is_a_project_without_migrations()
    {
        using var folder = new MigrationFolder();

        folder.Read().Value!.All.ShouldBeEmpty();
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_said_with_the_others()
    {
        using var folder = new MigrationFolder(("V2__b.sql", "-- turnstone: nonsense\n"));
        File.CreateSymbolicLink(folder.PathOf("migrations/V1__a.sql"), "nowhere.sql");

        var said = folder.Read().Lines();

        said.Length.ShouldBe(2);
        said[0].ShouldStartWith("migrations/V1__a.sql: Error: The file cannot be read: ");
        said[1].ShouldStartWith("migrations/V2__b.sql:1:15: Error: 'nonsense' is not a directive.");
    }

    [Fact]
    public void Complaints_of_all_files_come_at_once()
    {
        using var folder = new MigrationFolder(("V1_a.sql", ""), ("notes.sql", ""), ("V2__b.sql", "-- turnstone: eol=lf"));
        File.WriteAllBytes(folder.PathOf("migrations/V3__c.sql"), [0x61, 0xE4]);

        var read = folder.Read();

        read.Passed.ShouldBeFalse();
        read.Diagnostics.Select(one => (one.Rule, one.Place)).ShouldBe([
            ("file-name", "migrations/V1_a.sql"), ("not-a-migration", "migrations/notes.sql"), ("directive", "migrations/V2__b.sql:1:15"),
            ("not-utf8", "migrations/V3__c.sql:1:2")]);
    }
}
