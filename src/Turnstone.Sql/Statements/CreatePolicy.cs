namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Syntax;

/// <summary><c>CREATE POLICY name ON table [AS …] [FOR …] [TO …] [USING (…)] [WITH CHECK (…)]</c></summary>
/// <param name="Command"><c>ALL</c>, <c>SELECT</c>, <c>INSERT</c>, <c>UPDATE</c>, <c>DELETE</c></param>
/// <param name="Roles">Empty where all are meant.</param>
/// <param name="Using">Which rows are seen.</param>
/// <param name="Check">Which rows may be written.</param>
public sealed record CreatePolicy(StatementSlice Slice, TextSpan Span, Identifier Name, ObjectName Table, bool IsRestrictive, string Command, ImmutableArray<RoleReference> Roles, Expression? Using,
    Expression? Check) : Statement(Slice, Span)
{
    public override IEnumerable<ObjectName> NamedRelations => [Table];

    internal sealed class Parser() : StatementParser("CREATE POLICY")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("CREATE", "POLICY");
            var name = reader.ColId();
            reader.Expect("ON");
            var table = reader.QualifiedName();
            var isRestrictive = reader.Take("AS") && IsRestrictiveKind(reader);
            var command = reader.Take("FOR") ? reader.ExpectOneOf("ALL", "SELECT", "INSERT", "UPDATE", "DELETE") : "ALL";
            var (roles, visible, check) = ReadRest(reader);
            return new CreatePolicy(reader.Slice, reader.SpanFrom(start), name, table, isRestrictive, command, roles, visible, check);
        }

        /// <summary>Roles and conditions, as far as they stand here.</summary>
        public static (ImmutableArray<RoleReference> Roles, Expression? Using, Expression? Check) ReadRest(SyntaxReader reader)
        {
            var roles = reader.Take("TO") ? reader.List(RoleReference.Parser.Read) : [];
            var visible = reader.Take("USING") ? Expression.Parser.ReadEnclosed(reader) : null;
            var check = reader.Take("WITH", "CHECK") ? Expression.Parser.ReadEnclosed(reader) : null;
            return (roles, visible, check);
        }

        static bool IsRestrictiveKind(SyntaxReader reader)
        {
            if (reader.Keyword != KeywordKind.None)
            {
                reader.Fail();
            }

            var kind = reader.ColLabel().Name;
            if (kind is not ("permissive" or "restrictive"))
            {
                reader.Fail($"unrecognized row security option \"{kind}\"", "Only PERMISSIVE or RESTRICTIVE policies are supported currently.");
            }

            return kind == "restrictive";
        }
    }
}
