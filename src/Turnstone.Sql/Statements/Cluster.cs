namespace Turnstone.Sql.Statements;

/// <summary><c>CLUSTER [VERBOSE | (options)] [table [USING index]]</c>, and as it once was written, <c>CLUSTER index ON table</c>.</summary>
/// <param name="Table">None where all tables are meant that were clustered before.</param>
public sealed record Cluster(StatementSlice Slice, ObjectName? Table, Identifier? Index) : Statement(Slice)
{
    internal sealed class Parser() : BeginningParser("CLUSTER")
    {
        public override Statement? Read(TokenReader reader, StatementSlice slice, PgVersion version)
        {
            if (reader.Kind == TokenKind.OpenParenthesis)
            {
                reader.SkipGroup();
            }
            else
            {
                _ = reader.Take("VERBOSE");
            }

            if (reader.AtEnd)
            {
                return new Cluster(slice, null, null);
            }

            return Named(ref reader, slice) is { } cluster && reader.AtEnd ? cluster : null;
        }

        static Cluster? Named(ref TokenReader reader, StatementSlice slice)
        {
            if (reader.TakeName() is not { } first)
            {
                return null;
            }

            if (reader.Take("ON"))
            {
                return first.Schema is null && reader.TakeName() is { } table ? new(slice, table, first.Name) : null;
            }

            if (!reader.Take("USING"))
            {
                return new(slice, first, null);
            }

            return reader.TakeIdentifier() is { } index ? new(slice, first, index) : null;
        }
    }
}
