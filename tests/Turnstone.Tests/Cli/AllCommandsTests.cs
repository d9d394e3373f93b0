namespace Turnstone.Tests.Cli;

using Turnstone.Cli;

public sealed class AllCommandsTests
{
    [Fact]
    public void Of_a_verb_there_is_what_there_is_among_all_and_nothing_else()
    {
        foreach (var verb in AllCommands.List.Where(command => command.PartOf is null))
        {
            var parts = AllCommands.List.Where(command => command == verb || command.PartOf == verb.Name).Select(command => command.FullName);

            AllCommands.Of(verb.Name).Select(command => command.FullName).ShouldBe(parts, ignoreOrder: true, customMessage: verb.Name);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("aply")]
    [InlineData("up")]
    [InlineData("local-up")]
    [InlineData("Apply")]
    [InlineData("--help")]
    public void What_is_no_verb_has_none(string typed) => AllCommands.Of(typed).ShouldBeEmpty();

    [Fact]
    public void A_verb_by_itself_is_read_as_among_all()
    {
        var alone = CommandLine.Compose(AllCommands.Of("apply"));

        var read = alone.Parse(["apply", "--to", "3", "--json", "-C", "shop"]);

        read.Errors.ShouldBeEmpty();
        read.CommandResult.Command.Name.ShouldBe("apply");
        read.GetValue(CommonOptions.Json).ShouldBeTrue();
        read.GetValue(CommonOptions.Folder).ShouldBe("shop");
    }
}
