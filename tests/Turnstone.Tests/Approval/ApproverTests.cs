namespace Turnstone.Tests.Approval;

using Turnstone.Approval;
using Turnstone.Configuration;
using Turnstone.Plans;
using Turnstone.Tests.Configuration;
using Turnstone.Verification;

public sealed class ApproverTests
{
    static readonly Plan Plan = new("shop", "prod", 18, [], null, []);

    [Fact]
    public void A_policy_that_asks_for_nothing_approves()
    {
        var verified = Verifier.NotVerified(Plan);
        var approved = new Approver(Policy.None).Approve(verified);

        approved.Diagnostics.ShouldBeEmpty();
        approved.Value!.Verified.ShouldBeSameAs(verified);
        approved.Value.Plan.ShouldBeSameAs(Plan);
        approved.Value.Policy.ShouldBe(Policy.None);
    }

    [Theory]
    [InlineData(true, 0, null, "policy-verified", "This environment takes only plans that verify has proved, and this one is not verified.")]
    [InlineData(false, 2, null, "policy-approvals", "This environment asks for 2 approval(s), and there is none.")]
    [InlineData(false, 0, "staging", "policy-after", "This environment takes only what 'staging' has run, and nothing shows that it has.")]
    public void Each_requirement_that_is_not_met_is_said(bool verified, int approvals, string? after, string rule, string message)
    {
        var approved = new Approver(new Policy(verified, approvals, after)).Approve(Verifier.NotVerified(Plan));

        approved.Passed.ShouldBeFalse();
        var said = approved.Diagnostics.ShouldHaveSingleItem();
        (said.Rule, said.Message).ShouldBe((rule, message));
        said.Help.ShouldNotBeNull().ShouldStartWith("Nothing was changed.");
    }

    [Fact]
    public void All_that_is_missing_is_said_at_once() =>
        new Approver(new Policy(true, 1, "staging")).Approve(Verifier.NotVerified(Plan)).Lines().Length.ShouldBe(3);

    [Theory]
    [InlineData(Verdict.NotVerified, false)]
    [InlineData(Verdict.Refuted, false)]
    [InlineData(Verdict.Proved, true)]
    public void Only_a_proved_plan_satisfies_who_asks_for_proof(Verdict verdict, bool passes) =>
        new Approver(new Policy(true, 0, null)).Approve(new VerifiedPlan(Plan, verdict)).Passed.ShouldBe(passes);

    [Fact]
    public void A_policy_is_what_the_environment_requires()
    {
        Policy.Of(null).ShouldBe(Policy.None);
        Policy.Of(new EnvironmentSettings { Name = "dev" }).ShouldBe(Policy.None);
        Policy.Of(Prod(new RequireSettings { Verified = true, Approvals = 2, After = "staging" })).ShouldBe(new Policy(true, 2, "staging"));
        Policy.Of(Prod(new RequireSettings { Undo = true })).Verified.ShouldBeTrue("an undo is proved by verify and nothing else");

        static EnvironmentSettings Prod(RequireSettings require) => new() { Name = "prod", Require = require };
    }
}
