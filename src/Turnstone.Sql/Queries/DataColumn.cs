namespace Turnstone.Sql.Queries;

using System.Collections.Immutable;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Syntax;

/// <summary>A column of XMLTABLE or JSON_TABLE; of the latter also the columns within a path.</summary>
/// <param name="Name">That of NESTED PATH, if it has one.</param>
/// <param name="Type">None of FOR ORDINALITY and NESTED PATH.</param>
/// <param name="Path">Where its value is found, if that is said; of JSON_TABLE it is a string.</param>
public sealed record DataColumn(TextSpan Span, Identifier? Name, TypeName? Type, Expression? Path) : SyntaxNode(Span)
{
    /// <summary>Whether it is the row's number.</summary>
    public bool IsOrdinality => Type is null && Columns.IsEmpty;

    /// <summary>Whether it says if there is something at the path: EXISTS of JSON_TABLE.</summary>
    public bool IsExistence { get; init; }

    /// <summary>Whether XMLTABLE refuses rows without it.</summary>
    public bool IsNotNull { get; init; }

    /// <summary>What it is where nothing is found, and for JSON_TABLE where that fails.</summary>
    public ImmutableArray<Expression> Defaults { get; init; } = [];

    /// <summary>Those of NESTED PATH.</summary>
    public ImmutableArray<DataColumn> Columns { get; init; } = [];

    public override IEnumerable<Identifier> NamedColumns => Name is { } name && Columns.IsEmpty ? [name] : [];

    internal static class Parser
    {
        /// <summary>One of XMLTABLE: <c>xmltable_column_el</c> of <c>gram.y</c>.</summary>
        public static DataColumn ReadXml(SyntaxReader reader)
        {
            var start = reader.Start;
            var name = reader.ColId();
            if (TakeOrdinality(reader))
            {
                return new(reader.SpanFrom(start), name, null, null);
            }

            var read = new DataColumn(default, name, TypeName.Parser.Read(reader), null);
            var seen = new HashSet<string>();
            while (!reader.Is(TokenKind.Comma) && !reader.Is(TokenKind.CloseParenthesis) && reader.Error is null)
            {
                read = ReadXmlOption(reader, read, seen);
            }

            return read with { Span = reader.SpanFrom(start) };
        }

        static DataColumn ReadXmlOption(SyntaxReader reader, DataColumn read, HashSet<string> seen)
        {
            var mark = reader.Mark();
            var option = XmlOption(reader);
            if (!seen.Add(option.TrimStart('!')))
            {
                reader.Reset(mark);
                reader.Fail(option is "null" or "!null" ? "conflicting or redundant NULL / NOT NULL declarations" : $"only one {option.ToUpperInvariant()} value is allowed");
            }

            return option switch
            {
                "null" => read,
                "!null" => read with { IsNotNull = true },
                "path" => read with { Path = Expression.Parser.ReadRestricted(reader) },
                _ => read with { Defaults = [Expression.Parser.ReadRestricted(reader)] },
            };
        }

        // A quoted one is one as well.
        static string XmlOption(SyntaxReader reader)
        {
            if (reader.Take("NOT", "NULL"))
            {
                return "!null";
            }

            if (reader.Take("NULL"))
            {
                return "null";
            }

            if (reader.Take("DEFAULT"))
            {
                return "default";
            }

            var mark = reader.Mark();
            var name = reader.ColId().Name;
            if (name is not ("default" or "path"))
            {
                reader.Reset(mark);
                reader.Fail(name == "__pg__is_not_null" ? $"option name \"{name}\" cannot be used in XMLTABLE" : $"unrecognized column option \"{name}\"");
            }

            return name;
        }

        /// <summary>Those of JSON_TABLE, in parentheses: <c>json_table_column_definition_list</c> of <c>gram.y</c>.</summary>
        public static ImmutableArray<DataColumn> ReadAllJson(SyntaxReader reader)
        {
            reader.Expect("COLUMNS");
            return reader.Parenthesised(ReadJson);
        }

        static DataColumn ReadJson(SyntaxReader reader)
        {
            var start = reader.Start;
            if (reader.Is("NESTED") && (reader.IsAhead(1, "PATH") || reader.Ahead(1).Kind.IsString()) && reader.Enter())
            {
                var nested = ReadNested(reader, start);
                reader.Leave();
                return nested;
            }

            var name = reader.ColId();
            if (TakeOrdinality(reader))
            {
                return new(reader.SpanFrom(start), name, null, null);
            }

            var type = TypeName.Parser.Read(reader);
            var exists = reader.Take("EXISTS");
            if (!exists)
            {
                KeywordCall.JsonFormat(reader);
            }

            var path = reader.Take("PATH") ? ReadPath(reader) : null;
            var defaults = ImmutableArray.CreateBuilder<Expression>();
            KeywordCall.JsonBehaviours(reader, defaults, exists ? "JSON_EXISTS" : "COLUMN");
            return new(reader.SpanFrom(start), name, type, path) { IsExistence = exists, Defaults = defaults.DrainToImmutable() };
        }

        static DataColumn ReadNested(SyntaxReader reader, int start)
        {
            reader.Next();
            _ = reader.Take("PATH");
            var path = ReadPath(reader);
            Identifier? name = reader.Take("AS") ? reader.ColId() : null;
            var columns = ReadAllJson(reader);
            return new(reader.SpanFrom(start), name, null, path) { Columns = columns };
        }

        static Constant ReadPath(SyntaxReader reader) => new(reader.String(), ConstantKind.String);

        static bool TakeOrdinality(SyntaxReader reader)
        {
            if (!reader.Take("FOR"))
            {
                return false;
            }

            reader.Expect("ORDINALITY");
            return true;
        }
    }
}
