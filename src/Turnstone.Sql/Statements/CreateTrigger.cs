namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Syntax;

/// <summary><c>CREATE [OR REPLACE] [CONSTRAINT] TRIGGER name BEFORE | AFTER | INSTEAD OF event ON table … EXECUTE FUNCTION f(…)</c></summary>
/// <param name="Time"><c>BEFORE</c>, <c>AFTER</c>, <c>INSTEAD OF</c></param>
/// <param name="Referenced">The other table of a constraint trigger.</param>
/// <param name="Arguments">As they stand.</param>
public sealed record CreateTrigger(StatementSlice Slice, TextSpan Span, bool OrReplace, bool IsConstraint, Identifier Name, string Time, ImmutableArray<TriggerEvent> Events, ObjectName Table,
    ObjectName? Referenced, ConstraintAttributes Timing, ImmutableArray<TransitionTable> Transitions, bool IsForEachRow, Expression? When, ObjectName Function,
    ImmutableArray<TextSpan> Arguments) : Statement(Slice, Span)
{
    public override IEnumerable<ObjectName> NamedRelations => [Table, .. Referenced is { } other ? [other] : Array.Empty<ObjectName>()];

    internal sealed class Parser() : StatementParser("CREATE TRIGGER")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("CREATE");
            var orReplace = reader.Take("OR", "REPLACE");
            var isConstraint = reader.Take("CONSTRAINT");
            if (orReplace && isConstraint)
            {
                reader.Fail("CREATE OR REPLACE CONSTRAINT TRIGGER is not supported");
            }

            reader.Expect("TRIGGER");
            var name = reader.ColId();
            var time = isConstraint ? reader.ExpectOneOf("AFTER") : TimeOf(reader);
            var events = TriggerEvent.Parser.ReadAll(reader);
            reader.Expect("ON");
            var table = reader.QualifiedName();
            var (referenced, timing, transitions, isForEachRow) = isConstraint ? ReadConstraint(reader) : (null, default, TransitionTable.Parser.ReadClause(reader), ForEachRow(reader));
            var when = reader.Take("WHEN") ? Expression.Parser.ReadEnclosed(reader) : null;
            var (function, arguments) = ReadFunction(reader);
            return new CreateTrigger(reader.Slice, reader.SpanFrom(start), orReplace, isConstraint, name, time, events, table, referenced, timing, transitions, isForEachRow, when, function, arguments);
        }

        /// <summary><c>EXECUTE FUNCTION</c></summary>
        public static void ReadExecute(SyntaxReader reader)
        {
            reader.Expect("EXECUTE");
            reader.ExpectOneOf("FUNCTION", "PROCEDURE");
        }

        static string TimeOf(SyntaxReader reader)
        {
            var time = reader.ExpectOneOf("BEFORE", "AFTER", "INSTEAD");
            if (time != "INSTEAD")
            {
                return time;
            }

            reader.Expect("OF");
            return "INSTEAD OF";
        }

        static (ObjectName? Referenced, ConstraintAttributes Timing, ImmutableArray<TransitionTable> Transitions, bool IsForEachRow) ReadConstraint(SyntaxReader reader)
        {
            ObjectName? referenced = reader.Take("FROM") ? reader.QualifiedName() : null;
            var timing = ConstraintAttributes.Parser.ReadAll(reader, "TRIGGER constraints", ConstraintAttributes.Allowed.Deferrable);
            reader.Expect("FOR", "EACH", "ROW");
            return (referenced, timing, [], true);
        }

        static bool ForEachRow(SyntaxReader reader)
        {
            if (!reader.Take("FOR"))
            {
                return false;
            }

            _ = reader.Take("EACH");
            return reader.ExpectOneOf("ROW", "STATEMENT") == "ROW";
        }

        static (ObjectName Function, ImmutableArray<TextSpan> Arguments) ReadFunction(SyntaxReader reader)
        {
            ReadExecute(reader);
            var function = reader.FunctionName();
            reader.Expect(TokenKind.OpenParenthesis);
            // A comma may stand before the first one.
            var hasComma = reader.Take(TokenKind.Comma);
            var arguments = !hasComma && reader.Is(TokenKind.CloseParenthesis) ? [] : reader.List(Argument);
            reader.Expect(TokenKind.CloseParenthesis);
            return (function, arguments);
        }

        static TextSpan Argument(SyntaxReader reader)
        {
            var start = reader.Start;
            if (reader.IsString())
            {
                return reader.String();
            }

            if (!reader.Take(TokenKind.Number))
            {
                reader.ColLabel();
            }

            return reader.SpanFrom(start);
        }
    }
}
