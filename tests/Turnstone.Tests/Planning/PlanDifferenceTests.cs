namespace Turnstone.Tests.Planning;

using Turnstone.Ledger;
using Turnstone.Planning;
using Turnstone.Plans;

public sealed class PlanDifferenceTests
{
    static Plan Of(params (string Name, string Text)[] files) => Sample.Make(Sample.Settings, Sample.Set(files.Select(file => Sample.File(file.Name, file.Text))), History.Empty).Value!;

    [Fact]
    public void Steps_that_are_gone_new_and_changed_are_said_in_the_plans_order()
    {
        var before = Of(("V1__a.sql", "SELECT 1;"), ("V2__b.sql", "SELECT 2;"), ("V10__c.sql", "SELECT 3;"));
        var now = Of(("V2__b.sql", "SELECT 2;\n"), ("V10__c.sql", "SELECT 33;"), ("V11__d.sql", "VACUUM;\nSELECT 4;"));

        var other = PlanDifference.Between(before, now);

        other.Gone.ShouldBe(["step 1 of V1"]);
        other.New.ShouldBe(["step 1 of V11", "step 2 of V11"]);
        other.Changed.ShouldBe(["step 1 of V10"]);
    }

    [Fact]
    public void What_was_foretold_is_no_difference()
    {
        var plan = Of(("V1__a.sql", "SELECT 1;"));
        var step = (SqlStep)plan.Migrations[0].Steps[0];
        var foretold = plan with { LedgerHead = "later", Migrations = [plan.Migrations[0] with { Steps = [step with { Expects = [new("table a", "1")], Statements = [step.Statements[0] with { Locks = [new("a", "SHARE")] }] }] }] };

        PlanDifference.Between(plan, foretold).IsEmpty.ShouldBeTrue();
    }
}
