namespace Turnstone.Tests.Planning;

using Turnstone.Planning;

public sealed class TextDiffTests
{
    [Fact]
    public void Equal_texts_differ_in_nothing() => TextDiff.Of("a\nb\n", "a\nb\n").ShouldBeEmpty();

    [Fact]
    public void A_changed_line_stands_with_two_lines_around_it() =>
        TextDiff.Of("1\n2\n3\n4\n5\n6\n7\n", "1\n2\n3\nfour\n5\n6\n7\n").ShouldBe("@@ line 4 @@\n  2\n  3\n- 4\n+ four\n  5\n  6");

    [Fact]
    public void Lines_added_and_taken_away_stand_alone()
    {
        TextDiff.Of("1\n2", "1\n2\n3").ShouldBe("@@ line 3 @@\n  1\n  2\n+ 3");
        TextDiff.Of("1\n2", "2").ShouldBe("@@ line 1 @@\n- 1\n  2");
    }

    [Fact]
    public void Blanks_count() => TextDiff.Of("a", "a ").ShouldBe("@@ line 1 @@\n- a\n+ a ");
}
