namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Clauses;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Syntax;

/// <summary><c>CREATE CAST (source AS target) WITH FUNCTION … | WITHOUT FUNCTION | WITH INOUT</c></summary>
/// <param name="Function">None of a cast that needs none.</param>
/// <param name="Context"><c>IMPLICIT</c> or <c>ASSIGNMENT</c>: where it happens without being asked for.</param>
public sealed record CreateCast(StatementSlice Slice, TextSpan Span, TypeName Source, TypeName Target, ObjectReference? Function, string? Context) : Statement(Slice, Span)
{
    /// <summary>Whether the value goes through its text: <c>WITH INOUT</c>.</summary>
    public bool IsInOut { get; init; }

    internal sealed class Parser() : StatementParser("CREATE CAST")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("CREATE", "CAST");
            var types = ObjectReference.Parser.ReadCast(reader);
            ObjectReference? function = null;
            var isInOut = false;
            if (reader.Take("WITHOUT"))
            {
                reader.Expect("FUNCTION");
            }
            else
            {
                reader.Expect("WITH");
                isInOut = reader.ExpectOneOf("FUNCTION", "INOUT") == "INOUT";
                function = isInOut ? null : ObjectReference.Parser.ReadFunction(reader, ObjectKind.Function);
            }

            var context = reader.Take("AS") ? reader.ExpectOneOf("IMPLICIT", "ASSIGNMENT") : null;
            return new CreateCast(reader.Slice, reader.SpanFrom(start), types.Type!, types.Target!, function, context) { IsInOut = isInOut };
        }
    }
}
