namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Syntax;

/// <summary><c>ALTER POLICY name ON table [TO …] [USING (…)] [WITH CHECK (…)]</c></summary>
public sealed record AlterPolicy(StatementSlice Slice, TextSpan Span, Identifier Name, ObjectName Table, ImmutableArray<RoleReference> Roles, Expression? Using, Expression? Check) : Statement(Slice, Span)
{
    public override IEnumerable<ObjectName> NamedRelations => [Table];

    internal sealed class Parser() : StatementParser("ALTER POLICY")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("ALTER", "POLICY");
            if (reader.Is("IF", "EXISTS"))
            {
                return null;
            }

            var name = reader.ColId();
            reader.Expect("ON");
            var table = reader.QualifiedName();
            if (reader.Is("RENAME"))
            {
                return null;
            }

            var (roles, visible, check) = CreatePolicy.Parser.ReadRest(reader);
            return new AlterPolicy(reader.Slice, reader.SpanFrom(start), name, table, roles, visible, check);
        }
    }
}
