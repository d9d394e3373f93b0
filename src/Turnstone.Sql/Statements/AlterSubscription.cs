namespace Turnstone.Sql.Statements;

using System.Collections.Immutable;
using Turnstone.Sql.Queries;
using Turnstone.Sql.Syntax;

/// <summary><c>ALTER SUBSCRIPTION name {REFRESH PUBLICATION | SET | ADD | DROP PUBLICATION … | ENABLE | DISABLE | SKIP … | …}</c></summary>
/// <param name="Connection">What CONNECTION says, as it stands; it may hold a password.</param>
/// <param name="Publications">Those that are set, added or dropped.</param>
public sealed record AlterSubscription(StatementSlice Slice, TextSpan Span, Identifier Name, SubscriptionChange Change, TextSpan? Connection, ImmutableArray<Identifier> Publications, ImmutableArray<Definition> Options)
    : Statement(Slice, Span)
{
    internal sealed class Parser() : StatementParser("ALTER SUBSCRIPTION")
    {
        public override Statement? Read(SyntaxReader reader)
        {
            var start = reader.Start;
            reader.Expect("ALTER", "SUBSCRIPTION");
            var name = reader.ColId();
            if (reader.Word is "RENAME" or "OWNER")
            {
                return null;
            }

            var change = ReadChange(reader);
            TextSpan? connection = change == SubscriptionChange.Connection ? reader.String() : null;
            var hasPublications = change is SubscriptionChange.SetPublications or SubscriptionChange.AddPublications or SubscriptionChange.DropPublications;
            var publications = hasPublications ? reader.List(static one => one.ColId()) : [];
            var hasOptions = change is SubscriptionChange.SetOptions or SubscriptionChange.Skip || (hasPublications || change == SubscriptionChange.Refresh) && reader.Take("WITH");
            var options = hasOptions ? Definition.Parser.ReadAll(reader) : [];
            return new AlterSubscription(reader.Slice, reader.SpanFrom(start), name, change, connection, publications, options);
        }

        static SubscriptionChange ReadChange(SyntaxReader reader)
        {
            switch (reader.ExpectOneOf("SET", "ADD", "DROP", "REFRESH", "CONNECTION", "ENABLE", "DISABLE", "SKIP"))
            {
                case "SET" when reader.Is(TokenKind.OpenParenthesis):
                    return SubscriptionChange.SetOptions;
                case "SET":
                    return OfPublications(reader, SubscriptionChange.SetPublications);
                case "ADD":
                    return OfPublications(reader, SubscriptionChange.AddPublications);
                case "DROP":
                    return OfPublications(reader, SubscriptionChange.DropPublications);
                case "REFRESH":
                    return OfPublications(reader, SubscriptionChange.Refresh);
                case "ENABLE":
                    return SubscriptionChange.Enable;
                case "DISABLE":
                    return SubscriptionChange.Disable;
                case "SKIP":
                    reader.Since(PgVersion.V15, "ALTER SUBSCRIPTION … SKIP");
                    return SubscriptionChange.Skip;
                default:
                    return SubscriptionChange.Connection;
            }
        }

        static SubscriptionChange OfPublications(SyntaxReader reader, SubscriptionChange change)
        {
            reader.Expect("PUBLICATION");
            return change;
        }
    }
}
