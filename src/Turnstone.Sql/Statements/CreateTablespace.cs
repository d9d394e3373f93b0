namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary><c>CREATE TABLESPACE name [OWNER …] LOCATION '…' [WITH (…)]</c></summary>
/// <param name="Location">As it stands.</param>
public sealed record CreateTablespace(StatementSlice Slice, TextSpan Span, Identifier Name, RoleReference? Owner, TextSpan Location, ImmutableArray<StorageOption> Options) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("CREATE TABLESPACE")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("CREATE", "TABLESPACE");
            var name = reader.ColId();
            var owner = reader.Take("OWNER") ? RoleReference.Parser.Read(reader) : null;
            reader.Expect("LOCATION");
            var location = reader.String();
            var options = reader.Take("WITH") ? StorageOption.Parser.ReadAll(reader) : [];
            return new CreateTablespace(reader.Slice, reader.SpanFrom(start), name, owner, location, options);
        }
    }
}
