namespace Turnstone.Tests.Sql;

using Turnstone.Sql;

public class TokenReaderTests
{
    [Fact]
    public void Keywords_are_taken_all_or_none_whatever_their_case_and_whatever_stands_between()
    {
        var reader = new TokenReader("Drop /* a */ TABLE\n-- b\nif exists t");
        reader.Take("DROP INDEX").ShouldBeFalse();
        reader.Peek("DROP TABLE").ShouldBeTrue();
        reader.Take("DROP TABLE").ShouldBeTrue();
        reader.Take("IF EXISTS").ShouldBeTrue();
        reader.Is("T").ShouldBeTrue();
        reader.Next();
        reader.AtEnd.ShouldBeTrue();
        reader.Take("T").ShouldBeFalse();
        reader.Text.IsEmpty.ShouldBeTrue();
    }

    [Theory]
    [InlineData("\"drop\"")]
    [InlineData("U&\"drop\"")]
    [InlineData("'drop'")]
    [InlineData("drop1")]
    [InlineData("dro")]
    [InlineData("")]
    public void Only_an_unquoted_word_is_a_keyword(string text) => new TokenReader(text).Is("DROP").ShouldBeFalse();

    [Fact]
    public void Letters_that_only_look_alike_do_not_make_a_keyword() => new TokenReader("ıf").Is("IF").ShouldBeFalse();

    [Theory]
    [InlineData("a x")]
    [InlineData("a . \"b.c\" . U&\"d\" x")]
    [InlineData("${schema}.t_${n}_old x")]
    [InlineData("pre${a}${b}.c x")]
    public void A_qualified_name_is_skipped_as_one(string text)
    {
        var reader = new TokenReader(text);
        reader.SkipName().ShouldBeTrue();
        reader.Is("x").ShouldBeTrue();
    }

    [Fact]
    public void What_is_no_name_is_not_skipped() => new TokenReader("(a)").SkipName().ShouldBeFalse();

    [Fact]
    public void A_group_is_skipped_with_all_that_is_in_it()
    {
        var reader = new TokenReader("(a, (b), c[1]) x");
        reader.SkipGroup();
        reader.Is("x").ShouldBeTrue();
        reader.SkipGroup();
        reader.AtEnd.ShouldBeTrue();
    }

    [Fact]
    public void Keywords_in_groups_are_not_found()
    {
        var reader = new TokenReader("create table t (a as b, [as]) as select");
        reader.SkipTo("AS").ShouldBeTrue();
        reader.Take("AS SELECT").ShouldBeTrue();
        reader.SkipTo("AS").ShouldBeFalse();
    }

    [Fact]
    public void A_copy_looks_ahead()
    {
        var reader = new TokenReader("a b");
        var ahead = reader;
        ahead.Next();
        ahead.Is("b").ShouldBeTrue();
        reader.Is("a").ShouldBeTrue();
    }
}
