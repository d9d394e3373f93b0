namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>ALTER FUNCTION | PROCEDURE | ROUTINE name options</c></summary>
public sealed record AlterRoutine(StatementSlice Slice, TextSpan Span, ObjectReference Routine, ImmutableArray<RoutineOption> Options) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("ALTER FUNCTION", "ALTER PROCEDURE", "ALTER ROUTINE")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("ALTER");
            var kind = reader.ExpectOneOf("FUNCTION", "PROCEDURE", "ROUTINE");
            var routine = ObjectReference.Parser.ReadFunction(reader, kind switch { "FUNCTION" => ObjectKind.Function, "PROCEDURE" => ObjectKind.Procedure, _ => ObjectKind.Routine });
            if (reader.Word is "RENAME" or "OWNER" or "DEPENDS" or "NO" || reader.Is("SET", "SCHEMA") && !IsSearchPath(reader))
            {
                return null;
            }

            var options = RoutineOption.Parser.ReadChanges(reader);
            _ = reader.Take("RESTRICT");
            return new AlterRoutine(reader.Slice, reader.SpanFrom(start), routine, options);
        }

        // SET SCHEMA 's' is SET search_path = s, and SET SCHEMA s moves the routine.
        static bool IsSearchPath(SyntaxReader reader) =>
            reader.Ahead(2).Kind.IsString() || reader.Ahead(2) is { Kind: TokenKind.Operator } or { Word: "TO" or "FROM" };
    }
}
