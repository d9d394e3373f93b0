namespace Turnstone.Tests.Catalog;

using Turnstone.Catalog;

/// <summary>What an object is called, as a key.</summary>
public sealed class ObjectIdTests
{
    static readonly ObjectId Table = new("table", "app", "orders");

    [Fact]
    public void Another_of_the_same_name_is_the_same_key() => new Dictionary<ObjectId, int> { [Part("id")] = 7 }[Part("id")].ShouldBe(7);

    [Fact]
    public void A_copy_with_another_name_is_another_key()
    {
        var first = Part("id");
        var found = new Dictionary<ObjectId, int> { [first] = 7 };

        found.ContainsKey(first with { Name = "number" }).ShouldBeFalse();
        found.ContainsKey(first with { Signature = "integer" }).ShouldBeFalse();
        found.ContainsKey(first with { Of = null }).ShouldBeFalse();
        (first with { Name = "number" }).ShouldBe(Part("number"));
        (first with { Name = "number" }).GetHashCode().ShouldBe(Part("number").GetHashCode());
    }

    [Fact]
    public void Whatever_its_name_is_told_apart_by_tells_two_apart()
    {
        ObjectId[] all =
        [
            Table, Table with { Kind = "view" }, Table with { Schema = null }, Table with { Schema = "web" }, Table with { Name = "Orders" }, Table with { Signature = "" },
            Table with { Of = Table }, Table with { Of = Table with { Name = "lines" } },
        ];

        all.Distinct().ShouldBe(all);
        all.Order().Distinct().Count().ShouldBe(all.Length);
    }

    static ObjectId Part(string name) => new("column", "app", name) { Of = new("table", "app", "orders") };
}
