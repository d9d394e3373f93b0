namespace Turnstone.Sql.Statements;

using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>SECURITY LABEL [FOR provider] ON object IS 'label'</c></summary>
/// <param name="Provider">As it stands.</param>
/// <param name="Label">As it stands; none where it is taken away.</param>
public sealed record SecurityLabel(StatementSlice Slice, TextSpan Span, TextSpan? Provider, ObjectReference Object, TextSpan? Label) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("SECURITY")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("SECURITY", "LABEL");
            TextSpan? provider = reader.Take("FOR") ? reader.IsString() ? reader.String() : reader.NonReserved().Span : null;
            reader.Expect("ON");
            var labelled = Comment.Parser.ReadObject(reader, ObjectUse.Label);
            reader.Expect("IS");
            TextSpan? label = reader.Take("NULL") ? null : reader.String();
            return new SecurityLabel(reader.Slice, reader.SpanFrom(start), provider, labelled, label);
        }
    }
}
