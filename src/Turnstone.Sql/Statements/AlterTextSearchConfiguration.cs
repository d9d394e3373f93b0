namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Syntax;

/// <summary><c>ALTER TEXT SEARCH CONFIGURATION name ADD | ALTER | DROP MAPPING …</c></summary>
/// <param name="Action"><c>ADD</c>, <c>ALTER</c>, <c>DROP</c></param>
/// <param name="TokenTypes">Empty where all are meant.</param>
/// <param name="Replaced">The dictionary whose place another one takes.</param>
public sealed record AlterTextSearchConfiguration(StatementSlice Slice, TextSpan Span, ObjectName Name, string Action, bool IfExists, ImmutableArray<Identifier> TokenTypes, ObjectName? Replaced,
    ImmutableArray<ObjectName> Dictionaries) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("ALTER TEXT")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            if (!reader.Take("ALTER", "TEXT", "SEARCH", "CONFIGURATION"))
            {
                return null;
            }

            var name = reader.AnyName();
            if (reader.Word is "RENAME" or "OWNER" or "SET")
            {
                return null;
            }

            var action = reader.ExpectOneOf("ADD", "ALTER", "DROP");
            reader.Expect("MAPPING");
            var ifExists = action == "DROP" && reader.Take("IF", "EXISTS");
            var types = TokenTypesOf(reader, action);
            var (replaced, dictionaries) = action == "DROP" ? (null, []) : DictionariesOf(reader, action, types);
            return new AlterTextSearchConfiguration(reader.Slice, reader.SpanFrom(start), name, action, ifExists, types, replaced, dictionaries);
        }

        static ImmutableArray<Identifier> TokenTypesOf(SyntaxReader reader, string action)
        {
            if (action == "ALTER" && reader.Is("REPLACE"))
            {
                return [];
            }

            reader.Expect("FOR");
            return reader.List(static one => one.ColId());
        }

        static (ObjectName? Replaced, ImmutableArray<ObjectName> Dictionaries) DictionariesOf(SyntaxReader reader, string action, ImmutableArray<Identifier> types)
        {
            ObjectName? replaced = action == "ALTER" && (types.IsEmpty || reader.Is("REPLACE")) && reader.Take("REPLACE") ? reader.AnyName() : null;
            reader.Expect("WITH");
            return (replaced, replaced is null ? reader.List(static one => one.AnyName()) : [reader.AnyName()]);
        }
    }
}
