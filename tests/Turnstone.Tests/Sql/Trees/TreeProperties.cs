namespace Turnstone.Tests.Sql.Trees;

using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Turnstone.Sql;
using Turnstone.Sql.Syntax;
using Turnstone.Tests.Grammar;

/// <summary>What holds for every tree, whatever it was read from.</summary>
public sealed class TreeProperties
{
    [Fact]
    public void The_samples_are_taken() =>
        Samples.Written.Select(slice => Parser.Parse(slice, PgVersion.V18)).Where(one => one.Error is not null).Select(one => $"{one.Error}: {one.Slice.Text}").ShouldBeEmpty();

    [Fact]
    public void Parts_and_names_stand_in_order_within_what_they_are_part_of()
    {
        foreach (var version in Enum.GetValues<PgVersion>())
        {
            foreach (var slice in Samples.All)
            {
                var statement = Parser.Parse(slice, version);
                (statement.Error is null ? TreeInvariants.OfTree(statement) : null).ShouldBeNull(slice.Text);
            }
        }
    }

    [Fact]
    public void A_part_reads_alike_when_it_stands_alone()
    {
        var alone = new Alone();
        Samples.All.SelectMany(slice => alone.Check(Parser.Parse(slice, PgVersion.V18), most: int.MaxValue)).ShouldBeEmpty();
        alone.Kinds.ShouldBeGreaterThan(60);
    }

    [Fact]
    public void An_edit_of_a_value_leaves_all_else_as_it_is()
    {
        var edits = new Edits(seed: 7);
        foreach (var slice in Samples.All)
        {
            edits.Check(Parser.Parse(slice, PgVersion.V18)).ShouldBeNull(slice.Text);
        }

        edits.Read.ShouldBeGreaterThan(150);
    }

    [Fact]
    public void What_a_record_holds_is_among_its_children()
    {
        var unseen = typeof(SyntaxNode).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(SyntaxNode)) && !type.IsAbstract)
            .SelectMany(type => type.GetProperties().Where(one => one.CanWrite && HoldsNodes(one.PropertyType)).Select(one => (type, one)))
            .Where(held => !IsWalked(held.one.PropertyType)).Select(held => $"{held.type.Name}.{held.one.Name}");
        unseen.ShouldBeEmpty();
    }

    [Fact]
    public void A_node_is_equal_to_itself_and_to_nothing_else()
    {
        foreach (var slice in Samples.Written)
        {
            var (nodes, others) = (Parser.Parse(slice, PgVersion.V18).Nodes.ToList(), Parser.Parse(slice, PgVersion.V18).Nodes.ToList());
            nodes.ShouldAllBe(node => node.Equals(node));
            nodes.Zip(others).Where(pair => pair.First.Equals(pair.Second)).Select(pair => $"{pair.First} of {slice.Text}").ShouldBeEmpty();
            new HashSet<SyntaxNode>(nodes).Count.ShouldBe(nodes.Count);
        }
    }

    // Else a long chain of operators would be too much for the stack, as the hash of a record goes down to its parts.
    [Fact]
    public void What_leans_to_the_left_has_a_hash_that_goes_no_further_down()
    {
        var leaning = Samples.All.SelectMany(slice => Parser.Parse(slice, PgVersion.V18).Nodes).Where(Leans).Select(node => node.GetType()).Distinct().ToList();
        leaning.Count.ShouldBeGreaterThan(8);
        leaning.Where(kind => kind.GetMethod(nameof(GetHashCode))!.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)).Select(kind => kind.Name).ShouldBeEmpty();
    }

    // Whether what it begins with is of the same sort as it is, and not one of a list.
    static bool Leans(SyntaxNode node) => node.Children is [var first, ..] && first.Span.Start == node.Span.Start && first.GetType().BaseType == node.GetType().BaseType
        && node.GetType().BaseType != typeof(SyntaxNode) && node.GetType().GetProperties().Any(one => one.CanWrite && ReferenceEquals(one.GetValue(node), first));

    [Fact]
    public void Every_hostile_text_has_a_tree_that_is_right() => HostileStatement.Check(text =>
    {
        var wrong = TreeInvariants.OfTokens(text);
        foreach (var slice in StatementReader.ReadAll(text))
        {
            var statement = Parser.Parse(slice, PgVersion.V18);
            wrong ??= statement.Error is null ? TreeInvariants.OfTree(statement) : null;
            wrong ??= statement.Error is { } error && (error.Position.Offset < slice.Position.Offset || error.Position.Offset > slice.Position.Offset + slice.Text.Length) ? "an error elsewhere" : null;
        }

        wrong.ShouldBeNull(text);
        return true;
    });

    // An array of nodes, or of arrays of them; all else the generator passes over.
    static bool IsWalked(Type type) => typeof(SyntaxNode).IsAssignableFrom(type)
        || type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>) && IsWalked(type.GetGenericArguments()[0]);

    static bool HoldsNodes(Type type) => typeof(SyntaxNode).IsAssignableFrom(type) || type.IsGenericType && type.GetGenericArguments().Any(HoldsNodes);
}
