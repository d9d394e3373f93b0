namespace Turnstone.Tests.Architecture;

using Turnstone.Sql;

public sealed class PublicApiTests
{
    [Fact]
    public void The_public_surface_changes_on_purpose_only() =>
        Golden.MatchesFile("tests/Turnstone.Tests/Architecture/PublicApi.txt", PublicApi.Of(typeof(Lexer).Assembly) + PublicApi.Of(typeof(Pipeline).Assembly));
}
