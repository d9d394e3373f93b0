namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Expressions;
using Turnstone.Sql.Syntax;

/// <summary><c>CREATE DOMAIN name [AS] type …</c></summary>
public sealed record CreateDomain(StatementSlice Slice, TextSpan Span, ObjectName Name, TypeName Type, ObjectName? Collation, ImmutableArray<Constraint> Constraints) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("CREATE DOMAIN")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("CREATE", "DOMAIN");
            var name = reader.AnyName();
            _ = reader.Take("AS");
            var type = TypeName.Parser.Read(reader);
            var (constraints, collation) = Constraint.Parser.ReadOfColumn(reader);
            return new CreateDomain(reader.Slice, reader.SpanFrom(start), name, type, collation, [.. constraints]);
        }
    }
}
