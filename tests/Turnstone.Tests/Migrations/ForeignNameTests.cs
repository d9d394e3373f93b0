namespace Turnstone.Tests.Migrations;

using Turnstone.Diagnostics;
using Turnstone.Migrations;

public sealed class ForeignNameTests
{
    [Theory]
    [InlineData("20240101000000_create_users.sql", "as dbmate and goose name", "Rename it V20240101000000__create_users.sql.")]
    [InlineData("20240101000000_create_users.sql", "as dbmate and goose name", "becomes U20240101000000__create_users.sql.")]
    [InlineData("00001_init.sql", "as dbmate and goose name", "Rename it V00001__init.sql.")]
    [InlineData("1__a.sql", "as dbmate and goose name", "Rename it V1__a.sql.")]
    [InlineData("000001_create_users.up.sql", "as golang-migrate names the way up", "Rename it V000001__create_users.sql.")]
    [InlineData("000001_create_users.down.sql", "as golang-migrate names the way back", "Rename it U000001__create_users.sql.")]
    [InlineData("beforeMigrate.sql", "is a callback of Flyway's", "Its name here is beforeApply.sql.")]
    [InlineData("afterMigrate__grants.sql", "is a callback of Flyway's", "Its name here is afterApply.sql.")]
    [InlineData("beforeEachMigrate.sql", "is a callback of Flyway's", "Its name here is beforeEach.sql.")]
    [InlineData("afterEachMigrate.sql", "is a callback of Flyway's", "Its name here is afterEach.sql.")]
    [InlineData("afterMigrateError.sql", "is a callback of Flyway's", "Its name here is afterError.sql.")]
    [InlineData("afterVersioned.sql", "there is no such moment here", "beforeApply.sql, afterApply.sql")]
    [InlineData("beforeClean.sql", "there is no such moment here", "Move it out")]
    [InlineData("afterEachUndoStatementError.sql", "there is no such moment here", "Move it out")]
    [InlineData("createSchema.sql", "there is no such moment here", "Move it out")]
    public void A_name_of_another_tool_is_an_error_that_says_its_name_here(string name, string message, string help)
    {
        var (read, trouble) = FileName.Read(name);

        read.ShouldBeNull();
        trouble!.Severity.ShouldBe(Severity.Error);
        trouble.Message.ShouldStartWith(name);
        trouble.Message.ShouldContain(message);
        trouble.Help.ShouldNotBeNull().ShouldContain(help);
    }

    [Fact]
    public void Settings_that_Flyway_keeps_beside_a_script_are_not_passed_over_in_silence() =>
        FileName.Read("V2__a.sql.conf").Trouble!.Message.ShouldBe("V2__a.sql.conf is Flyway's settings for one script; they are not read here.");

    [Theory]
    [InlineData("before.sql")]
    [InlineData("beforehand.sql")]
    [InlineData("20240101.sql")]
    [InlineData("2024-01-01_dump.sql")]
    [InlineData("1_.sql")]
    public void What_only_looks_a_little_like_one_is_left_out_with_a_warning(string name) =>
        FileName.Read(name).Trouble!.Severity.ShouldBe(Severity.Warning);
}
