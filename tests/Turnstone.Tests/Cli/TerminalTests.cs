namespace Turnstone.Tests.Cli;

using System.Collections;
using Turnstone.Cli;

public sealed class TerminalTests
{
    [Fact]
    public void A_variables_name_has_no_case_on_Windows()
    {
        var variables = new Hashtable { ["Path"] = @"C:\Windows" };

        Terminal.Variables(variables, windows: true)["PATH"].ShouldBe(@"C:\Windows");
        Terminal.Variables(variables, windows: false).ShouldNotContainKey("PATH");
    }
}
