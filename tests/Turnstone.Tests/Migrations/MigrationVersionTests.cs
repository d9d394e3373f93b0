namespace Turnstone.Tests.Migrations;

using FsCheck;
using FsCheck.Fluent;
using Turnstone.Migrations;

public sealed class MigrationVersionTests
{
    // Few digits, so that equal and nearly equal versions meet.
    static readonly Arbitrary<string> Texts =
        (from first in Part from rest in Part.ListOf(3) from separator in Gen.Elements('.', '_') select string.Join(separator, [first, .. rest])).ToArbitrary();

    static Gen<string> Part => Gen.Elements("0", "00", "1", "01", "2", "9", "10", "010", "99999999999999999999", "100000000000000000000");

    [Fact]
    public void Two_versions_are_in_one_order_whichever_comes_first() => Holds((one, other, _) =>
        Math.Sign(one.CompareTo(other)) == -Math.Sign(other.CompareTo(one)));

    [Fact]
    public void The_order_is_transitive() => Holds((one, two, three) => !(one <= two && two <= three) || one <= three);

    [Fact]
    public void Equal_in_the_order_is_equal_in_text_and_hash() => Holds((one, other, _) =>
        (one.CompareTo(other) == 0) == (one == other)
        && (one == other) == (one.Text == other.Text)
        && (one != other || one.GetHashCode() == other.GetHashCode()));

    [Fact]
    public void The_operators_say_what_the_order_says() => Holds((one, other, _) =>
        (one < other) == (one.CompareTo(other) < 0) && (one > other) == (one.CompareTo(other) > 0)
        && (one <= other) == !(one > other) && (one >= other) == !(one < other));

    [Fact]
    public void The_canonical_text_is_read_as_the_same_version() => Holds((one, _, _) => MigrationVersion.Parse(one.Text) == one && $"{one}" == one.Text);

    [Theory]
    [InlineData("1.2", "1_2")]
    [InlineData("1.2", "01.002")]
    [InlineData("1.2", "1.2.0")]
    [InlineData("1", "1.0.0")]
    [InlineData("0", "0.0")]
    [InlineData("0", "000")]
    public void One_version_has_many_spellings(string one, string other) => MigrationVersion.Parse(one).ShouldBe(MigrationVersion.Parse(other));

    [Theory]
    [InlineData("1", "2")]
    [InlineData("2", "10")]
    [InlineData("1.9", "1.10")]
    [InlineData("1", "1.0.1")]
    [InlineData("20230306091500", "20230306094000")]
    [InlineData("99999999999999999999", "100000000000000000000")]
    public void Numbers_are_compared_as_numbers(string lower, string higher) => (MigrationVersion.Parse(lower) < MigrationVersion.Parse(higher)).ShouldBeTrue();

    [Fact]
    public void Every_version_comes_after_none() => MigrationVersion.Parse("0").CompareTo(null).ShouldBeGreaterThan(0);

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("1.")]
    [InlineData("_1")]
    [InlineData("1..2")]
    [InlineData("1a")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("1,2")]
    [InlineData("١")]
    public void What_is_no_version_is_refused(string text)
    {
        MigrationVersion.TryParse(text, out var version).ShouldBeFalse();
        version.ShouldBeNull();
        Should.Throw<FormatException>(() => MigrationVersion.Parse(text)).Message.ShouldContain($"'{text}'");
    }

    static void Holds(Func<MigrationVersion, MigrationVersion, MigrationVersion, bool> rule) =>
        Prop.ForAll(Texts, Texts, Texts, (one, two, three) => rule(MigrationVersion.Parse(one), MigrationVersion.Parse(two), MigrationVersion.Parse(three)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
}
