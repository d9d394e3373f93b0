namespace Turnstone.Tests.Sql.Trees;

using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text;
using Turnstone.Sql;
using Turnstone.Sql.Syntax;

/// <summary>A tree as text: all that its records hold, and where, counted from a place. Two trees are alike where their texts are.</summary>
static class TreeText
{
    static readonly string[] NotHeld = [nameof(Statement.Slice), nameof(Statement.Error), nameof(SyntaxNode.Span)];

    static readonly ConcurrentDictionary<Type, PropertyInfo[]> Held = new();

    public static string Of(SyntaxNode node) => Of(node, node.Span.Start);

    public static string Of(SyntaxNode node, int from)
    {
        var text = new StringBuilder();
        Write(text, node, from);
        return text.ToString();
    }

    static void Write(StringBuilder into, object? value, int from)
    {
        switch (value)
        {
            case null:
                into.Append('-');
                break;
            case TextSpan span:
                into.Append(CultureInfo.InvariantCulture, $"@{(span.Length == 0 ? 0 : span.Start - from)}+{span.Length}");
                break;
            case string or bool or Enum or int:
                into.Append(value);
                break;
            case IEnumerable many:
                into.Append('[');
                foreach (var one in many)
                {
                    Write(into, one, from);
                    into.Append(' ');
                }

                into.Append(']');
                break;
            default:
                WriteRecord(into, value, from);
                break;
        }
    }

    static void WriteRecord(StringBuilder into, object record, int from)
    {
        into.Append(record.GetType().Name);
        if (record is SyntaxNode node)
        {
            Write(into, node.Span, from);
        }

        into.Append('(');
        foreach (var property in Held.GetOrAdd(record.GetType(), static type => [.. type.GetProperties().Where(one => one.CanWrite && !NotHeld.Contains(one.Name) || one.Name == "Span" && !typeof(SyntaxNode).IsAssignableFrom(type) && one.CanWrite)]))
        {
            into.Append(property.Name).Append('=');
            Write(into, property.GetValue(record), from);
            into.Append(' ');
        }

        into.Append(')');
    }
}
