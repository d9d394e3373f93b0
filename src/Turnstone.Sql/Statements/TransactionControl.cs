namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>BEGIN</c>, <c>COMMIT</c>, <c>ROLLBACK</c>, <c>SAVEPOINT</c> and their kin.</summary>
/// <param name="Savepoint">None of a whole transaction.</param>
/// <param name="Modes">What the transaction that begins is like.</param>
/// <param name="AndChain">Whether the next transaction begins at once.</param>
public sealed record TransactionControl(StatementSlice Slice, TextSpan Span, TransactionKind Kind, Identifier? Savepoint, ImmutableArray<TransactionMode> Modes, bool AndChain)
    : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            if (reader.IsAhead(1, "PREPARED") && reader.Word is "COMMIT" or "ROLLBACK")
            {
                return null;
            }

            var start = reader.Start;
            var first = reader.ExpectOneOf("BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE");
            if (first == "START")
            {
                reader.Expect("TRANSACTION");
            }
            else if (first is not ("SAVEPOINT" or "RELEASE"))
            {
                _ = reader.TakeOneOf("WORK", "TRANSACTION");
            }

            return first switch
            {
                "BEGIN" or "START" => Begin(reader, start),
                "COMMIT" or "END" => End(reader, start, TransactionKind.Commit),
                "ABORT" => End(reader, start, TransactionKind.Rollback),
                "SAVEPOINT" => At(reader, start, TransactionKind.Savepoint),
                "RELEASE" => Release(reader, start),
                _ => Rollback(reader, start),
            };
        }

        static TransactionControl Begin(SyntaxReader reader, int start)
        {
            var modes = TransactionMode.Parser.TryReadAll(reader);
            return new(reader.Slice, reader.SpanFrom(start), TransactionKind.Begin, null, modes, false);
        }

        static TransactionControl Rollback(SyntaxReader reader, int start)
        {
            if (!reader.Take("TO"))
            {
                return End(reader, start, TransactionKind.Rollback);
            }

            PassSavepoint(reader);
            return At(reader, start, TransactionKind.RollbackTo);
        }

        static TransactionControl Release(SyntaxReader reader, int start)
        {
            PassSavepoint(reader);
            return At(reader, start, TransactionKind.Release);
        }

        static TransactionControl At(SyntaxReader reader, int start, TransactionKind kind)
        {
            var savepoint = reader.ColId();
            return new(reader.Slice, reader.SpanFrom(start), kind, savepoint, [], false);
        }

        static TransactionControl End(SyntaxReader reader, int start, TransactionKind kind)
        {
            var chain = false;
            if (reader.Take("AND"))
            {
                chain = !reader.Take("NO");
                reader.Expect("CHAIN");
            }

            return new(reader.Slice, reader.SpanFrom(start), kind, null, [], chain);
        }

        // It may be the savepoint's name.
        static void PassSavepoint(SyntaxReader reader) => _ = SyntaxReader.IsColId(reader.Ahead(1)) && reader.Take("SAVEPOINT");
    }
}
