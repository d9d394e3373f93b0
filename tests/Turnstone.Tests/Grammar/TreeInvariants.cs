namespace Turnstone.Tests.Grammar;

using System.Buffers;
using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using Turnstone.Sql;
using Turnstone.Sql.Syntax;

/// <summary>What holds for the tokens of every text, and for where the parts and names of every tree stand.</summary>
static class TreeInvariants
{
    static readonly ConcurrentDictionary<Type, PropertyInfo[]> Naming = new();
    static readonly SearchValues<char> Plain = SearchValues.Create("0123456789.");

    /// <summary>What is wrong with a text's tokens, which laid end to end are the text; null where nothing is.</summary>
    public static string? OfTokens(string text)
    {
        var lexer = new Lexer(text);
        var end = 0;
        while (lexer.Read(out var token))
        {
            if (token.Span.Start != end || token.Span.Length <= 0)
            {
                return $"{token} does not begin at {end}";
            }

            end = token.Span.End;
        }

        return end == text.Length ? null : $"no token behind {end} of {text.Length}";
    }

    /// <summary>What is wrong with a tree that was taken; null where nothing is.</summary>
    public static string? OfTree(Statement statement)
    {
        var text = statement.Slice.Text;
        var edges = Edges(statement.Slice);
        foreach (var node in statement.Nodes)
        {
            if (node.Span.Length <= 0 || node.Span.End > text.Length || !edges[node.Span.Start] || !edges[node.Span.End])
            {
                return $"{node.GetType().Name} {node.Span} does not begin and end with a token";
            }

            if ((OfChildren(node) ?? OfNames(node, text)) is { } wrong)
            {
                return wrong;
            }
        }

        return null;
    }

    static string? OfChildren(SyntaxNode node)
    {
        var end = node.Span.Start;
        foreach (var child in node.Children)
        {
            if (child.Span.Start < end || child.Span.End > node.Span.End)
            {
                return $"{child.GetType().Name} {child.Span} has no place of its own in {node.GetType().Name} {node.Span}";
            }

            end = child.Span.End;
        }

        return null;
    }

    static string? OfNames(SyntaxNode node, string text)
    {
        foreach (var name in Naming.GetOrAdd(node.GetType(), PropertiesOf).SelectMany(property => Names(property.GetValue(node))))
        {
            if (name.Span.Length > 0 && (name.Span.Start < node.Span.Start || name.Span.End > node.Span.End || !Says(text.Substring(name.Span.Start, name.Span.Length), name)))
            {
                return $"{name} {name.Span} of {node.GetType().Name} {node.Span} stands elsewhere";
            }
        }

        return null;
    }

    // Where a name is wanted as a string, it is what the string says.
    static bool Says(string written, Identifier name)
    {
        var reader = new TokenReader(written);
        if (reader.Kind is TokenKind.String or TokenKind.EscapeString or TokenKind.UnicodeString or TokenKind.DollarString)
        {
            reader.Next();
            return reader.AtEnd || reader.Is("UESCAPE");
        }

        return reader.TakeIdentifier() == name && reader.AtEnd;
    }

    static IEnumerable<Identifier> Names(object? value) => value switch
    {
        Identifier name => [name],
        ObjectName { Schema: { } schema } name => [.. name.Prefix, schema, name.Name],
        ObjectName name => [name.Name],
        ImmutableArray<Identifier> { IsDefault: false } names => names,
        ImmutableArray<ObjectName> { IsDefault: false } names => names.SelectMany(name => Names(name)),
        _ => [],
    };

    static PropertyInfo[] PropertiesOf(Type type) =>
    [
        .. type.GetProperties().Where(property => property.CanWrite && (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) is var held
            && (held == typeof(Identifier) || held == typeof(ObjectName) || held == typeof(ImmutableArray<Identifier>) || held == typeof(ImmutableArray<ObjectName>))),
    ];

    // Before and behind each token; within a number that has letters or underscores anywhere, as an older version takes it for two.
    static BitArray Edges(StatementSlice slice)
    {
        var edges = new BitArray(slice.Text.Length + 1);
        for (var reader = new TokenReader(slice); !reader.AtEnd; reader.Next())
        {
            var span = reader.Current.Span;
            edges[span.Start] = edges[span.End] = true;
            var isOneOfTwo = reader.Kind is TokenKind.JunkNumber or TokenKind.Number && slice.Text.AsSpan(span.Start, span.Length).ContainsAnyExcept(Plain);
            for (var at = span.Start; isOneOfTwo && at < span.End; at++)
            {
                edges[at] = true;
            }
        }

        return edges;
    }
}
