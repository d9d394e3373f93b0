namespace Turnstone.Tests.Verification;

using Turnstone.Diagnostics;
using Turnstone.Linting.Trace;
using Turnstone.Plans;
using Turnstone.Verification;

/// <summary>What is said of a plan that was refused on a shadow.</summary>
public sealed class RefutationsTests
{
    static string? HelpOf(string help)
    {
        var refused = Diagnostic.Error("step-failed", "CREATE TABLE failed.", "migrations/V1__t.sql", help);
        return Refutations.Of(Verifier.Seen(new Plan("shop", "prod", 18, [], null, []), new Evidence([], new LockTrace([]), [refused]), requiresUndo: false), requiresUndo: false).ShouldHaveSingleItem().Help;
    }

    [Theory]
    [InlineData("The step was rolled back; nothing of it stands. The migrations before it stand.\nCorrect migrations/V1__t.sql; then: turnstone apply", "Correct migrations/V1__t.sql; then: turnstone verify")]
    [InlineData("The statement runs outside a transaction; nothing of it is left.\nTo go on: turnstone apply", "To go on: turnstone verify")]
    [InlineData("Nothing is proved, and nothing refuted.\nInstall citext on the machine.", "Nothing is proved, and nothing refuted.\nInstall citext on the machine.")]
    [InlineData("Without rows it goes through.", "Without rows it goes through.")]
    public void What_a_shadow_refused_changed_nothing_and_is_not_to_be_applied(string help, string said) =>
        HelpOf(help).ShouldBe($"It was tried on a shadow; nothing was changed elsewhere.\n{said}");
}
