namespace Turnstone.Plans.Recoveries;

using System.Collections.Immutable;
using Turnstone.Sql.Statements;
using Turnstone.Text;

/// <summary>Publications that are added to a subscription or dropped from it: done when it has them, or has none of them.</summary>
public sealed record PublicationChange(string Subscription, ImmutableArray<string> Publications, bool Added) : Recovery
{
    internal static PublicationChange Of(AlterSubscription change) => new(
        change.Name.Name, [.. change.Publications.Select(publication => publication.Name)], change.Change == SubscriptionChange.AddPublications);

    internal override ImmutableArray<Sql> IsDone(string? evidence) =>
    [
        Added
            ? (Sql)$"SELECT EXISTS ({ServerObject.Subscription.Oid(Subscription)} AND subpublications @> {Names})"
            : $"SELECT EXISTS ({ServerObject.Subscription.Oid(Subscription)} AND NOT subpublications && {Names})",
    ];

    Sql Names
    {
        get
        {
            Sql list = $"";
            foreach (var publication in Publications)
            {
                list = $"{list}{(list.ToString().Length == 0 ? (Sql)$"" : $", ")}{Literal.Of(publication)}";
            }
            return $"ARRAY[{list}]::text[]";
        }
    }
}
