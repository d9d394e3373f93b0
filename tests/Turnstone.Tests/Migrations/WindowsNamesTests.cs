namespace Turnstone.Tests.Migrations;

using Turnstone.Diagnostics;
using Turnstone.Migrations;

public sealed class WindowsNamesTests
{
    [Theory]
    [InlineData("migrations/aux/V1__a.sql", "'aux' is the name of a device")]
    [InlineData("migrations/Con/V1__a.sql", "'Con' is the name of a device")]
    [InlineData("migrations/nul.d/V1__a.sql", "'nul.d' is the name of a device")]
    [InlineData("migrations/LPT1/V1__a.sql", "'LPT1' is the name of a device")]
    [InlineData("migrations/V1__what?.sql", "'?' cannot be in a name")]
    [InlineData("migrations/V1__a:b.sql", "':' cannot be in a name")]
    [InlineData(@"migrations/V1__a\b.sql", @"'\' cannot be in a name")]
    [InlineData("migrations/2024./V1__a.sql", "'2024.' ends with a dot or a blank")]
    public void What_Windows_cannot_check_out_is_said_before_it_is_applied(string path, string message)
    {
        var trouble = WindowsNames.Trouble(path).ShouldNotBeNull();

        trouble.Severity.ShouldBe(Severity.Warning);
        trouble.Message.ShouldStartWith(message);
    }

    [Theory]
    [InlineData("migrations/V1__a.sql")]
    [InlineData("../shared/./V1__größe ändern.sql")]
    [InlineData("migrations/console/V1__auxiliary.sql")]
    [InlineData("migrations/com10/V1__a.sql")]
    public void What_it_can_is_nothing_to_talk_about(string path) => WindowsNames.Trouble(path).ShouldBeNull();

    [Fact]
    public void A_path_that_leaves_no_room_for_the_checkout_is_said() =>
        WindowsNames.Trouble($"migrations/V1__{new string('a', 200)}.sql").ShouldNotBeNull().Message.ShouldStartWith("The path has 219 characters");
}
