namespace Turnstone.Postgres.Tests.Linting;

using Turnstone.Linting;
using Turnstone.Tests.Linting;

/// <summary>The rules whose examples the server takes that the tests run on: one for a later version is listed where that version is.</summary>
static class TakenSamples
{
    public static async Task<TheoryData<string>> Of(Func<LintRule, bool> isMeant)
    {
        var major = await PostgresServer.FindMajorAsync();
        return [.. LintRule.All.Where(rule => isMeant(rule) && new RuleSample(rule).Since <= major).Select(rule => rule.Name)];
    }
}
