namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary><c>CREATE TEXT SEARCH PARSER | DICTIONARY | TEMPLATE | CONFIGURATION name (…)</c></summary>
/// <param name="Kind"><c>PARSER</c>, <c>DICTIONARY</c>, <c>TEMPLATE</c>, <c>CONFIGURATION</c></param>
public sealed record CreateTextSearch(StatementSlice Slice, TextSpan Span, string Kind, ObjectName Name, ImmutableArray<Definition> Options) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("CREATE TEXT")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("CREATE", "TEXT", "SEARCH");
            var kind = reader.ExpectOneOf("PARSER", "DICTIONARY", "TEMPLATE", "CONFIGURATION");
            var name = reader.AnyName();
            var options = Definition.Parser.ReadAll(reader);
            return new CreateTextSearch(reader.Slice, reader.SpanFrom(start), kind, name, options);
        }
    }
}
