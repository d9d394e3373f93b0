namespace Turnstone.Sql.Clauses;

using Turnstone.Sql.Syntax;

/// <summary>One object that a privilege is on.</summary>
/// <param name="Name">None of a large object, which has a number, and of a parameter, which is a setting.</param>
public sealed record GrantedObject(TextSpan Span, ObjectName? Name) : SyntaxNode(Span)
{
    /// <summary>The function or procedure that it is.</summary>
    public ObjectReference? Routine { get; init; }

    internal static class Parser
    {
        public static GrantedObject ReadSimple(SyntaxReader reader)
        {
            var name = reader.ColId();
            return new(name.Span, new(null, name));
        }

        public static GrantedObject ReadRelation(SyntaxReader reader)
        {
            var start = reader.Start;
            var name = reader.QualifiedName();
            return new(reader.SpanFrom(start), name);
        }

        public static GrantedObject ReadType(SyntaxReader reader)
        {
            var start = reader.Start;
            var name = reader.AnyName();
            return new(reader.SpanFrom(start), name);
        }

        public static GrantedObject ReadNumber(SyntaxReader reader) => new(reader.SignedNumber(), null);

        public static GrantedObject ReadParameter(SyntaxReader reader)
        {
            var start = reader.Start;
            do
            {
                reader.ColId();
            }
            while (reader.Take(TokenKind.Dot));

            return new(reader.SpanFrom(start), null);
        }

        /// <summary>A function with what it takes or without.</summary>
        public static GrantedObject ReadRoutine(SyntaxReader reader)
        {
            var routine = ObjectReference.Parser.ReadFunction(reader, ObjectKind.Function);
            return new(routine.Span, routine.Name) { Routine = routine };
        }
    }
}
