namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary><c>CREATE [OR REPLACE] RULE name AS ON event TO table [WHERE …] DO [ALSO | INSTEAD] …</c></summary>
/// <param name="Event"><c>SELECT</c>, <c>INSERT</c>, <c>UPDATE</c>, <c>DELETE</c></param>
/// <param name="Actions">Empty of NOTHING.</param>
public sealed record CreateRule(StatementSlice Slice, TextSpan Span, bool OrReplace, Identifier Name, string Event, ObjectName Table, Expression? Where, bool IsInstead,
    ImmutableArray<Statement> Actions) : Statement(Slice, Span)
{
    public override IEnumerable<ObjectName> NamedRelations => [Table];

    internal sealed class Parser() : StatementParser("CREATE RULE")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("CREATE");
            var orReplace = reader.Take("OR", "REPLACE");
            reader.Expect("RULE");
            var name = reader.ColId();
            reader.Expect("AS", "ON");
            var happening = reader.ExpectOneOf("SELECT", "INSERT", "UPDATE", "DELETE");
            reader.Expect("TO");
            var table = reader.QualifiedName();
            var where = reader.Take("WHERE") ? Expression.Parser.Read(reader) : null;
            reader.Expect("DO");
            var isInstead = reader.TakeOneOf("INSTEAD", "ALSO") == "INSTEAD";
            var actions = ReadActions(reader);
            return new CreateRule(reader.Slice, reader.SpanFrom(start), orReplace, name, happening, table, where, isInstead, actions);
        }

        static ImmutableArray<Statement> ReadActions(SyntaxReader reader)
        {
            if (reader.Take("NOTHING"))
            {
                return [];
            }

            if (!reader.Is(TokenKind.OpenParenthesis) || IsQuery(reader))
            {
                return [ReadAction(reader)];
            }

            reader.Expect(TokenKind.OpenParenthesis);
            var actions = ImmutableArray.CreateBuilder<Statement>();
            do
            {
                if (!reader.Is(TokenKind.Semicolon) && !reader.Is(TokenKind.CloseParenthesis))
                {
                    actions.Add(ReadAction(reader));
                }
            }
            while (reader.Take(TokenKind.Semicolon));

            reader.Expect(TokenKind.CloseParenthesis);
            return actions.DrainToImmutable();
        }

        static Statement ReadAction(SyntaxReader reader)
        {
            if (reader.Is("NOTIFY"))
            {
                return NestedStatement.Read(reader);
            }

            var action = WithClause.Parser.ReadPreparable(reader);
            if (action is Merge)
            {
                reader.Fail();
            }

            return action;
        }

        // (SELECT …) UNION …: what is in parentheses is not all.
        static bool IsQuery(SyntaxReader reader) => reader.Ahead(reader.BehindGroup(0)).Kind == TokenKind.Word;
    }
}
