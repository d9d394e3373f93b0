namespace Turnstone.Tests.Migrations;

using System.Collections.Immutable;
using Turnstone.Configuration;
using Turnstone.Migrations;
using Turnstone.Text;

public sealed class PlaceholdersTests
{
    static readonly Placeholders Values = new(new Dictionary<string, Placeholder>
    {
        ["a"] = new() { Text = "A" },
        ["a.b-c"] = new() { Text = "ABC" },
        ["empty"] = new() { Text = "" },
        ["again"] = new() { Text = "${a}" },
        ["secret"] = new() { Reference = "env:APP_PASSWORD", Secret = new Secret("s3cr3t") },
        ["unread"] = new() { Reference = "env:NOT_READ" },
    }.ToImmutableSortedDictionary(StringComparer.Ordinal));

    [Theory]
    [InlineData("SELECT 1", "SELECT 1")]
    [InlineData("SELECT ${a}", "SELECT A")]
    [InlineData("${a}${a}", "AA")]
    [InlineData("'${a}' \"${a}\" t_${a} ${a}_t -- ${a}", "'A' \"A\" t_A A_t -- A")]
    [InlineData("${a.b-c}", "ABC")]
    [InlineData("x${empty}y", "xy")]
    [InlineData("$$ ${a} $$", "$$ A $$")]
    [InlineData("$body$ x := '${a}'; $body$", "$body$ x := 'A'; $body$")]
    [InlineData("$$${a}$$", "$$A$$")]
    public void A_name_in_braces_is_filled_wherever_it_stands(string statement, string filled) => Values.Fill(statement).ShouldBe(filled);

    [Theory]
    [InlineData("$${a}$$")]
    [InlineData("$q${a}$q$")]
    [InlineData("$${a,b}$$::text[]")]
    [InlineData("$ {a}")]
    [InlineData("${a:-b}")]
    [InlineData("${}")]
    [InlineData("${1a}")]
    [InlineData("${a")]
    [InlineData("${a b}")]
    [InlineData("$1 {a} $a")]
    public void What_only_looks_like_one_stays(string statement)
    {
        Values.Fill(statement).ShouldBe(statement);
        Values.Missing(statement).ShouldBeEmpty();
    }

    [Fact]
    public void What_Flyway_fills_by_itself_is_missed() =>
        Values.Missing("SET search_path = ${flyway:defaultSchema}").ShouldBe([("flyway:defaultSchema", 18)]);

    [Fact]
    public void Braces_do_not_nest()
    {
        Values.Fill("${a${a}}").ShouldBe("${aA}");
        Values.Fill("${${a}}").ShouldBe("${A}");
    }

    [Fact]
    public void A_value_is_not_read_again() => Values.Fill("${again}").ShouldBe("${a}");

    [Fact]
    public void A_secret_stays_a_reference_until_the_statement_is_sent()
    {
        var filled = Values.Fill("ALTER ROLE ${a} PASSWORD '${secret}'");

        filled.ShouldBe("ALTER ROLE A PASSWORD '${secret}'");
        Values.Reveal(filled).ShouldBe("ALTER ROLE A PASSWORD 's3cr3t'");
    }

    [Fact]
    public void A_secret_that_nobody_read_stays_a_reference() => Values.Reveal("${unread} ${a}").ShouldBe("${unread} ${a}");

    [Fact]
    public void What_has_no_value_is_named_with_its_place()
    {
        Values.Missing("${a} ${b}\n ${secret} ${c} ${b}").ShouldBe([("b", 5), ("c", 21), ("b", 26)]);
        Values.Fill("${b}").ShouldBe("${b}");
    }

    [Fact]
    public void Names_are_told_apart_by_case() => Values.Missing("${A}").ShouldHaveSingleItem().Name.ShouldBe("A");

    [Theory]
    [InlineData("SELECT ${a}, '${secret}', ${a.b-c}${empty}, x, ${nothing}, y")]
    [InlineData("$${a}$$, ${a}, z")]
    [InlineData("no placeholder")]
    public void A_place_in_what_is_sent_is_found_in_what_was_written(string written)
    {
        var sent = Values.Reveal(Values.Fill(written));
        foreach (var mark in sent.Where(char.IsPunctuation).Append('x').Append('y').Append('z').Distinct())
        {
            var (from, to) = (sent.LastIndexOf(mark), written.LastIndexOf(mark));
            if (from >= 0 && mark is not ('{' or '}'))
            {
                Values.OffsetBeforeFilling(written, from).ShouldBe(to, $"the last {mark} of {sent}");
            }
        }
    }

    [Fact]
    public void A_place_within_a_value_is_the_placeholder_s() => Values.OffsetBeforeFilling("x ${a.b-c} y", 4).ShouldBe(2);
}
