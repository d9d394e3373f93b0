namespace Turnstone.Tests.Diagnostics;

using Turnstone.Diagnostics;
using Turnstone.Sql;

public sealed class DiagnosticTests
{
    [Theory]
    [InlineData(null, 1, 2, null)]
    [InlineData("a.sql", null, null, "a.sql")]
    [InlineData("a.sql", 3, null, "a.sql:3")]
    [InlineData("a.sql", 3, 4, "a.sql:3:4")]
    public void A_place_is_what_an_editor_jumps_to(string? file, int? line, int? column, string? place) =>
        new Diagnostic("rule", Severity.Error, "message", file, line, column).Place.ShouldBe(place);

    [Fact]
    public void A_syntax_error_becomes_a_diagnostic_with_its_place_and_its_help()
    {
        var diagnostic = Diagnostic.Of(new SyntaxError("never closed", new TextPosition(10, 2, 5), "Close it."), "a.sql");

        diagnostic.ShouldBe(new Diagnostic("syntax", Severity.Error, "never closed", "a.sql", 2, 5, "Close it."));
    }

    [Fact]
    public void An_error_leaves_no_value_and_a_warning_does()
    {
        Checked.Of("made").Passed.ShouldBeTrue();
        Checked.Of("made", Diagnostic.Warning("w", "m"), Diagnostic.Note("n", "m")).Value.ShouldBe("made");
        var failed = Checked.Of("made", Diagnostic.Warning("w", "m"), Diagnostic.Error("e", "m"));
        (failed.Passed, failed.Value, failed.Diagnostics.Length).ShouldBe((false, null, 2));
    }

    [Fact]
    public void A_failure_carries_its_kind_and_what_to_say()
    {
        var failure = FailureException.Unavailable("away", "The server is away.", "Start it.", new IOException("refused"));

        (failure.Kind, failure.Message, failure.Diagnostic.Help).ShouldBe((FailureKind.Unavailable, "The server is away.", "Start it."));
        failure.InnerException.ShouldBeOfType<IOException>();
        FailureException.Refused("r", "m", "h").Kind.ShouldBe(FailureKind.Refused);
    }
}
