namespace Turnstone.Sql.Statements;

/// <summary><c>REINDEX [(options)] {INDEX | TABLE | SCHEMA | DATABASE | SYSTEM} [CONCURRENTLY] [name]</c></summary>
/// <param name="Name">None where it is the database that one is connected to (16).</param>
public sealed record Reindex(StatementSlice Slice, ReindexTarget Target, bool Concurrently, ObjectName? Name) : Statement(Slice)
{
    internal sealed class Parser() : BeginningParser("REINDEX")
    {
        static readonly (string Word, ReindexTarget Target)[] Targets =
        [
            ("INDEX", ReindexTarget.Index), ("TABLE", ReindexTarget.Table), ("SCHEMA", ReindexTarget.Schema),
            ("DATABASE", ReindexTarget.Database), ("SYSTEM", ReindexTarget.System),
        ];

        public override Statement? Read(TokenReader reader, StatementSlice slice, PgVersion version)
        {
            var concurrently = false;
            if (reader.Kind == TokenKind.OpenParenthesis)
            {
                concurrently = OptionList.Holds(reader, "concurrently=on");
                reader.SkipGroup();
            }

            if (TakeTarget(ref reader) is not { } target)
            {
                return null;
            }

            concurrently |= reader.Take("CONCURRENTLY");
            var mayBeNameless = version >= PgVersion.V16 && target is ReindexTarget.Database or ReindexTarget.System;
            var name = reader.TakeName();
            return (name is not null || mayBeNameless) && reader.AtEnd ? new Reindex(slice, target, concurrently, name) : null;
        }

        static ReindexTarget? TakeTarget(ref TokenReader reader)
        {
            foreach (var (word, target) in Targets)
            {
                if (reader.Take(word))
                {
                    return target;
                }
            }

            return null;
        }
    }
}
