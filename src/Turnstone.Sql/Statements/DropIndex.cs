namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;

/// <summary><c>DROP INDEX [CONCURRENTLY] [IF EXISTS] name, … [CASCADE | RESTRICT]</c></summary>
public sealed record DropIndex(StatementSlice Slice, bool Concurrently, bool IfExists, ImmutableArray<ObjectName> Names, bool Cascade) : Statement(Slice)
{
    internal sealed class Parser() : BeginningParser("DROP INDEX")
    {
        public override Statement? Read(TokenReader reader, StatementSlice slice, PgVersion version)
        {
            var concurrently = reader.Take("CONCURRENTLY");
            var ifExists = reader.Take("IF EXISTS");
            var names = ImmutableArray.CreateBuilder<ObjectName>();
            do
            {
                if (reader.TakeName() is not { } name)
                {
                    return null;
                }

                names.Add(name);
            }
            while (reader.Take(TokenKind.Comma));

            var cascade = reader.Take("CASCADE");
            _ = cascade || reader.Take("RESTRICT");
            return reader.AtEnd ? new DropIndex(slice, concurrently, ifExists, names.ToImmutable(), cascade) : null;
        }
    }
}
