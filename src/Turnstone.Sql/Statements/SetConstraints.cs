namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>SET CONSTRAINTS {ALL | name, …} {DEFERRED | IMMEDIATE}</c></summary>
/// <param name="Names">None where it is all of them.</param>
public sealed record SetConstraints(StatementSlice Slice, TextSpan Span, ImmutableArray<ObjectName> Names, bool IsDeferred) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("SET")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("SET");
            if (SettingChange.Parser.IsGeneric(reader) || !reader.Take("CONSTRAINTS"))
            {
                return null;
            }

            var names = reader.Take("ALL") ? [] : reader.List(static one => one.QualifiedName());
            var isDeferred = reader.ExpectOneOf("DEFERRED", "IMMEDIATE") == "DEFERRED";
            return new SetConstraints(reader.Slice, reader.SpanFrom(start), names, isDeferred);
        }
    }
}
