namespace Turnstone.Tests.Plans;

using System.Security.Cryptography;
using System.Text;
using Turnstone.Plans;

public sealed class StepDigestTests
{
    [Fact]
    public void A_ledger_of_yesterday_knows_the_digest() =>
        Made(Statement("CREATE TABLE a ()"), Statement("INSERT INTO a VALUES ('ä😀')"), Statement("ALTER ROLE a PASSWORD '***'", "0123"))
            .ShouldBe(Sha256("CREATE TABLE a ()\0INSERT INTO a VALUES ('ä😀')\00123"));

    [Fact]
    public void Texts_cut_elsewhere_have_another_digest() =>
        Made(Statement("a"), Statement("bc")).ShouldNotBe(Made(Statement("ab"), Statement("c")));

    [Fact]
    public void The_rows_of_a_COPY_are_part_of_it()
    {
        var copy = Statement("COPY t FROM stdin");

        Made(copy with { Rows = new("aa", 2, 1, null) }).ShouldNotBe(Made(copy with { Rows = new("bb", 2, 1, null) }));
        Made(copy with { Rows = new("aa", 2, 1, null) }).ShouldBe(Made(copy with { Rows = new("aa", 2, 7, "other.csv") }));
    }

    [Fact]
    public void Whether_it_is_an_assert_is_part_of_it()
    {
        var query = Statement("SELECT true");

        Made(query with { Assert = true }).ShouldNotBe(Made(query));
        Made(query with { Assert = true }).ShouldBe(Made(query with { Assert = true, Name = "a name" }));
    }

    [Fact]
    public void A_step_of_nothing_has_the_digest_of_nothing() => Made().ShouldBe(Sha256(""));

    static string Made(params PlannedStatement[] statements)
    {
        using var digest = new StepDigest();
        foreach (var statement in statements)
        {
            digest.Add(statement);
        }
        return digest.Finish();
    }

    static PlannedStatement Statement(string sql, string? sha256 = null) => new(1, 1, 1, "X", sql, false, sha256);

    static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
