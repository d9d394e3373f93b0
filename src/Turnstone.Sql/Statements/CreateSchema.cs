namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>CREATE SCHEMA [IF NOT EXISTS] [name] [AUTHORIZATION role] elements</c></summary>
/// <param name="Name">None where it is the owner's.</param>
/// <param name="Elements">What is created in it at once.</param>
public sealed record CreateSchema(StatementSlice Slice, TextSpan Span, bool IfNotExists, Identifier? Name, RoleReference? Owner, ImmutableArray<Statement> Elements) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("CREATE SCHEMA")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("CREATE", "SCHEMA");
            var ifNotExists = reader.Take("IF", "NOT", "EXISTS");
            Identifier? name = reader.Is("AUTHORIZATION") ? null : reader.ColId();
            var owner = reader.Take("AUTHORIZATION") ? RoleReference.Parser.Read(reader) : null;
            var elements = ImmutableArray.CreateBuilder<Statement>();
            while (IsElement(reader))
            {
                if (ifNotExists)
                {
                    reader.Fail("CREATE SCHEMA IF NOT EXISTS cannot include schema elements");
                }

                var mark = reader.Mark();
                elements.Add(NestedStatement.Read(reader));
                if (elements[^1] is CreateTableAs or MembershipChange)
                {
                    reader.Reset(mark);
                    reader.Fail();
                }
            }

            return new CreateSchema(reader.Slice, reader.SpanFrom(start), ifNotExists, name, owner, elements.DrainToImmutable());
        }

        // schema_stmt
        static bool IsElement(SyntaxReader reader) =>
            StatementBeginning.Of(reader) is ("CREATE", "TABLE" or "INDEX" or "SEQUENCE" or "TRIGGER" or "VIEW") or ("GRANT", _);
    }
}
