namespace Turnstone.Tests.Plans;

using System.Text;
using Turnstone.Ledger;
using Turnstone.Plans;
using Turnstone.Tests.Configuration;
using Turnstone.Tests.Planning;

public sealed class PlanFileTests
{
    [Fact]
    public void What_is_written_is_read_again()
    {
        var plan = Some();

        var checkedPlan = PlanFile.Read(PlanFile.Write(plan), "plan.json");
        checkedPlan.Lines().ShouldBeEmpty();
        var read = checkedPlan.Value!;

        Encoding.UTF8.GetString(PlanFile.Write(read)).ShouldBe(Encoding.UTF8.GetString(PlanFile.Write(plan)));
        PlanFile.Digest(read).ShouldBe(PlanFile.Digest(plan));
        read.Migrations[0].Steps[0].ShouldBeOfType<SqlStep>().Statements[0].Sql.ShouldBe("SELECT 'ä😀\"\\', '<&>'");
    }

    [Fact]
    public void The_bytes_are_for_people_too()
    {
        var text = Encoding.UTF8.GetString(PlanFile.Write(Some()));

        text.ShouldStartWith("{\n  \"project\": \"shop\",\n");
        text.ShouldEndWith("}\n");
        text.ShouldContain("ä");
        text.ShouldContain("'<&>'");
        text.ShouldNotContain("\r");
        text.ShouldNotContain("null");
    }

    [Fact]
    public void The_digest_is_of_the_bytes() =>
        PlanFile.Digest(Some()).ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(PlanFile.Write(Some()))));

    [Fact]
    public void The_digest_of_a_plan_never_changes() =>
        PlanFile.Digest(new("shop", "prod", 18, ["app"], "head", [])).ShouldBe("93db5ab53e0694120fec67467ff3375cf6ba46f836f25cf5442aa0d45199b68c");

    [Fact]
    public void Whatever_changes_in_a_plan_changes_its_digest()
    {
        var plan = Some();
        var migration = plan.Migrations[0];
        var step = (SqlStep)migration.Steps[0];
        Plan[] others =
        [
            plan with { Project = "other" }, plan with { Environment = "prod" }, plan with { ServerVersion = 17 }, plan with { SearchPath = ["app"] },
            plan with { LedgerHead = "other" }, plan with { Migrations = [] },
            With(step with { LockTimeoutMs = 1 }), With(step with { Transaction = false }), With(step with { Carried = step.Statements }),
            With(step with { Statements = [step.Statements[0] with { Sql = "SELECT 2" }] }),
            With(step with { Statements = [step.Statements[0] with { Assert = true }] }), With(step with { Tap = true }),
        ];

        others.Append(plan).Select(PlanFile.Digest).Distinct().Count().ShouldBe(others.Length + 1);

        Plan With(SqlStep changed) => plan with { Migrations = [migration with { Steps = [changed] }] };
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{")]
    [InlineData("not JSON")]
    [InlineData("{\"project\":null,\"server_version\":18,\"search_path\":[],\"migrations\":[]}")]
    [InlineData("{\"project\":\"p\",\"server_version\":18,\"search_path\":null,\"migrations\":[]}")]
    [InlineData("{\"project\":\"p\",\"server_version\":18,\"search_path\":[],\"migrations\":null}")]
    [InlineData("{\"project\":\"p\",\"server_version\":\"18\",\"search_path\":[],\"migrations\":[]}")]
    [InlineData("{\"project\":\"p\",\"server_version\":18,\"search_path\":[]}")]
    [InlineData("\"plan\"")]
    public void What_is_no_plan_is_refused_with_what_to_do(string text)
    {
        var read = PlanFile.Read(Encoding.UTF8.GetBytes(text), "plan.json");

        read.Passed.ShouldBeFalse();
        var said = read.Diagnostics.ShouldHaveSingleItem();
        said.Rule.ShouldBe("plan-unreadable");
        said.Place.ShouldNotBeNull().ShouldStartWith("plan.json");
        said.Help.ShouldBe("Make it anew: turnstone plan -o plan.json");
    }

    [Fact]
    public void A_member_that_nobody_knows_is_refused_with_its_place()
    {
        var text = Encoding.UTF8.GetString(PlanFile.Write(Some())).Replace("  \"server_version\": 18,", "  \"server_version\": 18,\n  \"unknown\": 1,", StringComparison.Ordinal);

        var said = PlanFile.Read(Encoding.UTF8.GetBytes(text), "plan.json").Diagnostics.ShouldHaveSingleItem();

        said.Line.ShouldBe(4);
        said.Message.ShouldContain("unknown");
    }

    [Theory]
    [InlineData("\"kind\": \"sql\"", "\"kind\": \"magic\"")]
    [InlineData("\"kind\": \"sql\",", "")]
    [InlineData("\"kind\": \"sql\",", "\"kind\": 7,")]
    public void A_step_of_an_unknown_kind_is_refused(string written, string instead)
    {
        var text = Encoding.UTF8.GetString(PlanFile.Write(Some()));
        text.ShouldContain(written);

        var read = PlanFile.Read(Encoding.UTF8.GetBytes(text.Replace(written, instead, StringComparison.Ordinal)), "plan.json");

        read.Passed.ShouldBeFalse();
        read.Lines().ShouldHaveSingleItem().ShouldContain("This is not a plan");
    }

    static Plan Some() => Sample.Make(Sample.Settings,
        Sample.Set(Sample.File("V1__one.sql", "SELECT 'ä😀\"\\', '<&>';\n")), History.Empty).Value!;
}
