namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>COMMENT ON object IS 'text'</c></summary>
/// <param name="Text">As it stands; none where it is taken away.</param>
public sealed record Comment(StatementSlice Slice, TextSpan Span, ObjectReference Object, TextSpan? Text) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("COMMENT")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("COMMENT", "ON");
            var described = ReadObject(reader, ObjectUse.Comment);
            reader.Expect("IS");
            TextSpan? text = reader.Take("NULL") ? null : reader.String();
            return new Comment(reader.Slice, reader.SpanFrom(start), described, text);
        }

        /// <summary>Any of a kind that the statement takes.</summary>
        public static ObjectReference ReadObject(SyntaxReader reader, ObjectUse use)
        {
            var mark = reader.Mark();
            if (ObjectKindRule.Take(reader) is { } rule && rule.Use.HasFlag(use))
            {
                return ObjectReference.Parser.Read(reader, rule.Shape == NameShape.Role ? rule with { Shape = NameShape.Simple } : rule);
            }

            reader.Reset(mark);
            reader.Fail();
            return new(default, default, new(null, new("")));
        }
    }
}
