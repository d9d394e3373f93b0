namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;

/// <summary><c>ALTER SUBSCRIPTION name {REFRESH PUBLICATION | SET | ADD | DROP PUBLICATION … | …}</c></summary>
/// <param name="Publications">Those that are set, added or dropped.</param>
public sealed record AlterSubscription(StatementSlice Slice, Identifier Name, SubscriptionChange Change, ImmutableArray<Identifier> Publications)
    : Statement(Slice)
{
    internal sealed class Parser() : BeginningParser("ALTER SUBSCRIPTION")
    {
        static readonly (string Words, SubscriptionChange Change)[] Lists =
        [
            ("SET PUBLICATION", SubscriptionChange.SetPublications), ("ADD PUBLICATION", SubscriptionChange.AddPublications),
            ("DROP PUBLICATION", SubscriptionChange.DropPublications),
        ];

        public override Statement? Read(TokenReader reader, StatementSlice slice, PgVersion version)
        {
            if (reader.TakeIdentifier() is not { } name)
            {
                return null;
            }

            foreach (var (words, change) in Lists)
            {
                if (reader.Take(words))
                {
                    return Publications(ref reader) is { } publications ? new AlterSubscription(slice, name, change, publications) : null;
                }
            }

            return new AlterSubscription(slice, name, Simple(reader), []);
        }

        static SubscriptionChange Simple(TokenReader reader) =>
            reader.Take("REFRESH PUBLICATION") ? SubscriptionChange.Refresh
            : reader.Take("SET") && reader.Kind == TokenKind.OpenParenthesis ? SubscriptionChange.SetOptions
            : SubscriptionChange.Other;

        static ImmutableArray<Identifier>? Publications(ref TokenReader reader)
        {
            var publications = ImmutableArray.CreateBuilder<Identifier>();
            do
            {
                if (reader.TakeIdentifier() is not { } publication)
                {
                    return null;
                }

                publications.Add(publication);
            }
            while (reader.Take(TokenKind.Comma));

            return publications.ToImmutable();
        }
    }
}
