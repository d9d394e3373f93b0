namespace Turnstone.Tests.Catalog;

using Turnstone.Catalog;

/// <summary>Things behind what they need.</summary>
public sealed class DependencyOrderTests
{
    [Theory]
    [InlineData("c b a", "", "a b c")]
    [InlineData("a b c", "a:c", "b c a")]
    [InlineData("a b c d", "a:d b:a", "c d a b")]
    [InlineData("a b c", "a:a a:c a:c", "b c a")]
    [InlineData("a b", "a:z", "a b")]
    [InlineData("a b c", "a:b b:a", "c a b")]
    [InlineData("a b c d e", "b:c c:d d:b a:d e:b", "b d a c e")]
    [InlineData("a b c d", "a:b b:c c:b", "d b a c")]
    [InlineData("a b c d e f", "a:b b:c c:b d:e e:d b:e", "f d e b a c")]
    public void What_is_needed_comes_first_and_what_stands_ready_goes_by_the_order(string items, string needs, string expected)
    {
        var needed = needs.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToLookup(pair => pair[..1], pair => pair[2..]);

        string.Join(' ', DependencyOrder.Of(items.Split(' '), item => needed[item], StringComparer.Ordinal)).ShouldBe(expected);
    }
}
