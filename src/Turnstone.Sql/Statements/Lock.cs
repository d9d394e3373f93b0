namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary><c>LOCK [TABLE] table, … [IN mode MODE] [NOWAIT]</c></summary>
/// <param name="Mode">In capitals: <c>ACCESS EXCLUSIVE</c>.</param>
public sealed record Lock(StatementSlice Slice, TextSpan Span, ImmutableArray<RelationName> Tables, string Mode, bool NoWait) : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("LOCK")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("LOCK");
            _ = reader.Take("TABLE");
            var tables = reader.List(RelationName.Parser.Read);
            var mode = reader.Take("IN") ? ReadMode(reader) : "ACCESS EXCLUSIVE";
            var noWait = reader.Take("NOWAIT");
            return new Lock(reader.Slice, reader.SpanFrom(start), tables, mode, noWait);
        }

        static string ReadMode(SyntaxReader reader)
        {
            var mode = reader.ExpectOneOf("ACCESS", "ROW", "SHARE", "EXCLUSIVE");
            mode = mode switch
            {
                "ACCESS" or "ROW" => $"{mode} {reader.ExpectOneOf("SHARE", "EXCLUSIVE")}",
                "SHARE" when reader.Take("UPDATE") => ReadExclusive(reader, "SHARE UPDATE"),
                "SHARE" when reader.Take("ROW") => ReadExclusive(reader, "SHARE ROW"),
                _ => mode,
            };
            reader.Expect("MODE");
            return mode;
        }

        static string ReadExclusive(SyntaxReader reader, string mode)
        {
            reader.Expect("EXCLUSIVE");
            return $"{mode} EXCLUSIVE";
        }
    }
}
