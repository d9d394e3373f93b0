namespace Turnstone.Tests.Migrations;

using Turnstone.Diagnostics;
using Turnstone.Migrations;

public sealed class FileNameTests
{
    [Theory]
    [InlineData("V1__a.sql", MigrationKind.Versioned, "1", "a")]
    [InlineData("V1.2__add_users.sql", MigrationKind.Versioned, "1.2", "add users")]
    [InlineData("V1_2__add_users.sql", MigrationKind.Versioned, "1.2", "add users")]
    [InlineData("V001.000__a.sql", MigrationKind.Versioned, "1", "a")]
    [InlineData("V20230306091500__create_shop_schema.sql", MigrationKind.Versioned, "20230306091500", "create shop schema")]
    [InlineData("V2023.03.06.0915__a.sql", MigrationKind.Versioned, "2023.3.6.915", "a")]
    [InlineData("V123456789012345678901234567890__a.sql", MigrationKind.Versioned, "123456789012345678901234567890", "a")]
    [InlineData("V0__a.sql", MigrationKind.Versioned, "0", "a")]
    [InlineData("V1__a__b.sql", MigrationKind.Versioned, "1", "a  b")]
    [InlineData("V1__größe ändern.sql", MigrationKind.Versioned, "1", "größe ändern")]
    [InlineData("V1__a.b.sql", MigrationKind.Versioned, "1", "a.b")]
    [InlineData("U1__a.sql", MigrationKind.Undo, "1", "a")]
    [InlineData("B7__baseline.sql", MigrationKind.Baseline, "7", "baseline")]
    public void A_version_and_a_description_make_a_name(string name, MigrationKind kind, string version, string description)
    {
        var (read, trouble) = FileName.Read(name);

        trouble.ShouldBeNull();
        read.ShouldBe(new FileName(name, kind, MigrationVersion.Parse(version), description));
        read!.Version!.Text.ShouldBe(version);
    }

    [Theory]
    [InlineData("R__views.sql", MigrationKind.Repeatable, "views")]
    [InlineData("R__all_the_views.sql", MigrationKind.Repeatable, "all the views")]
    [InlineData("beforeApply.sql", MigrationKind.Hook, "beforeApply")]
    [InlineData("afterApply.sql", MigrationKind.Hook, "afterApply")]
    [InlineData("beforeEach.sql", MigrationKind.Hook, "beforeEach")]
    [InlineData("afterEach.sql", MigrationKind.Hook, "afterEach")]
    [InlineData("afterError.sql", MigrationKind.Hook, "afterError")]
    public void Repeatables_and_hooks_have_no_version(string name, MigrationKind kind, string description) =>
        FileName.Read(name).ShouldBe((new FileName(name, kind, null, description), null));

    [Theory]
    [InlineData("V1_a.sql", "two underscores stand between version and description")]
    [InlineData("V1.sql", "two underscores stand between version and description")]
    [InlineData("V1__.sql", "two underscores stand between version and description")]
    [InlineData("V1-a.sql", "two underscores stand between version and description")]
    [InlineData("R_views.sql", "two underscores stand between version and description")]
    [InlineData("v1__a.sql", "it begins with a capital 'V'")]
    [InlineData("u1__a.sql", "it begins with a capital 'U'")]
    [InlineData("r__a.sql", "it begins with a capital 'R'")]
    [InlineData("V1__a.SQL", "the ending is '.sql', in lower case")]
    [InlineData("R__a.Sql", "the ending is '.sql', in lower case")]
    [InlineData("R1__a.sql", "a repeatable has no version: R__<description>.sql")]
    [InlineData("V__a.sql", "the version is digits joined by '.' or '_'")]
    [InlineData("V1.__a.sql", "the version is digits joined by '.' or '_'")]
    [InlineData("V1..2__a.sql", "the version is digits joined by '.' or '_'")]
    [InlineData("V1a__a.sql", "the version is digits joined by '.' or '_'")]
    [InlineData("V-1__a.sql", "the version is digits joined by '.' or '_'")]
    [InlineData("V1 __a.sql", "the version is digits joined by '.' or '_'")]
    [InlineData("V١__a.sql", "the version is digits joined by '.' or '_'")]
    public void A_near_miss_is_an_error_and_never_left_out_in_silence(string name, string rule)
    {
        var (read, trouble) = FileName.Read(name);

        read.ShouldBeNull();
        trouble!.Severity.ShouldBe(Severity.Error);
        trouble.Message.ShouldBe($"{name} is almost a migration's name: {rule}.");
        trouble.Help.ShouldNotBeNull().ShouldContain("V<version>__<description>.sql");
    }

    [Theory]
    [InlineData("seed.sql")]
    [InlineData("beforeapply.sql")]
    [InlineData("beforeApply.SQL")]
    [InlineData("views.sql")]
    [InlineData("V.sql")]
    public void Any_other_SQL_file_is_left_out_with_a_warning(string name)
    {
        var (read, trouble) = FileName.Read(name);

        read.ShouldBeNull();
        trouble!.Severity.ShouldBe(Severity.Warning);
        trouble.Message.ShouldBe($"{name} is not named like a migration and is left out.");
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("V1__a.sql.bak")]
    [InlineData("V1__a.sql~")]
    [InlineData("V1__a")]
    [InlineData("")]
    public void What_is_not_SQL_is_nobodys_business(string name) => FileName.Read(name).ShouldBe((null, null));
}
