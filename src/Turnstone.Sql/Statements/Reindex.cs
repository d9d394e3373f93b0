namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Clauses;
using Turnstone.Sql.Syntax;

/// <summary><c>REINDEX [(options)] {INDEX | TABLE | SCHEMA | DATABASE | SYSTEM} [CONCURRENTLY] [name]</c></summary>
/// <param name="Name">None where it is the database that one is connected to (16).</param>
public sealed record Reindex(StatementSlice Slice, TextSpan Span, ReindexTarget Target, bool Concurrently, ImmutableArray<CommandOption> Options, ObjectName? Name)
    : Statement(Slice, Span)
{
    public override IEnumerable<ObjectName> NamedRelations => Target is ReindexTarget.Index or ReindexTarget.Table && Name is { } name ? [name] : [];

    internal sealed class Parser() : StatementParser("REINDEX")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("REINDEX");
            var options = CommandOption.Parser.TryReadAll(reader);
            var target = ReadTarget(reader);
            var concurrently = reader.Take("CONCURRENTLY") || CommandOption.Parser.IsOn(options, "concurrently");
            var name = ReadName(reader, target);
            return new Reindex(reader.Slice, reader.SpanFrom(start), target, concurrently, options, name);
        }

        static ReindexTarget ReadTarget(SyntaxReader reader) => reader.ExpectOneOf("INDEX", "TABLE", "SCHEMA", "DATABASE", "SYSTEM") switch
        {
            "TABLE" => ReindexTarget.Table,
            "SCHEMA" => ReindexTarget.Schema,
            "DATABASE" => ReindexTarget.Database,
            "SYSTEM" => ReindexTarget.System,
            _ => ReindexTarget.Index,
        };

        static ObjectName? ReadName(SyntaxReader reader, ReindexTarget target)
        {
            if (target is ReindexTarget.Index or ReindexTarget.Table)
            {
                return reader.QualifiedName();
            }

            if (reader.AtEnd && target != ReindexTarget.Schema && reader.Version >= PgVersion.V16)
            {
                return null;
            }

            return new(null, reader.ColId());
        }
    }
}
