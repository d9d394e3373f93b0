namespace Turnstone.Tests.Planning;

using System.Text;
using Turnstone.Ledger;
using Turnstone.Migrations;
using Turnstone.Plans;
using Turnstone.Tests.Configuration;

/// <summary>Each folder of <c>Golden/plans</c> is one project: what it says, or the plan for an empty database.</summary>
public sealed class PlanGoldenTests
{
    public static TheoryData<string> Cases =>
        [.. Repository.Files($"{Golden.Folder}/plans", "V*.sql").Select(path => path.Split('/')[^2]).Distinct()];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_plan_says_exactly_what_will_run(string name)
    {
        var settings = Sample.Settings with { Root = Repository.PathOf($"{Golden.Folder}/plans/{name}"), Migrations = ["."] };
        var files = new MigrationDirectory(settings).Read();

        var plan = files.Passed ? Sample.Make(settings, files.Value, History.Empty) : null;

        var said = plan?.Lines() ?? files.Lines();
        Golden.Matches($"plans/{name}/said.txt", said.Length == 0 ? null : string.Join("\n", said) + "\n");
        Golden.Matches($"plans/{name}/plan.json", plan?.Value is { } made ? Encoding.UTF8.GetString(PlanFile.Write(made)) : null);
    }
}
