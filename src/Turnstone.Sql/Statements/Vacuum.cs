namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;

/// <summary><c>VACUUM [(options) | FULL FREEZE VERBOSE ANALYZE] [table [(columns)], …]</c></summary>
/// <param name="Tables">None where it goes over all of the database.</param>
public sealed record Vacuum(StatementSlice Slice, ImmutableArray<ObjectName> Tables) : Statement(Slice)
{
    internal sealed class Parser() : BeginningParser("VACUUM")
    {
        static readonly string[] Words = ["FULL", "FREEZE", "VERBOSE", "ANALYZE", "ANALYSE"];

        public override Statement? Read(TokenReader reader, StatementSlice slice, PgVersion version)
        {
            PassOptions(ref reader);
            var tables = ImmutableArray.CreateBuilder<ObjectName>();
            while (!reader.AtEnd)
            {
                _ = version >= PgVersion.V18 && reader.Take("ONLY");
                if (reader.TakeName() is not { } table)
                {
                    return null;
                }

                tables.Add(table);
                PassGroup(ref reader);
                if (!reader.Take(TokenKind.Comma) && !reader.AtEnd)
                {
                    return null;
                }
            }

            return new Vacuum(slice, tables.ToImmutable());
        }

        static void PassOptions(ref TokenReader reader)
        {
            PassGroup(ref reader);
            foreach (var word in Words)
            {
                _ = reader.Take(word);
            }
        }

        static void PassGroup(ref TokenReader reader)
        {
            if (reader.Kind == TokenKind.OpenParenthesis)
            {
                reader.SkipGroup();
            }
        }
    }
}
