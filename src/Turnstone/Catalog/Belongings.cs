namespace Turnstone.Catalog;

using System.Collections.Immutable;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>What every kind of object has beside what makes it: an owner, grants, a comment.</summary>
static class Belongings
{
    /// <summary>Of an object that was just made.</summary>
    /// <param name="given">What default privileges in force there may have given and taken: whether they did depends on the role that made it.</param>
    public static IEnumerable<Sql> Of(SchemaObject made, ImmutableArray<Grant> given) => Between(null, made, null, given);

    /// <summary>Of an object that is there and gets others.</summary>
    /// <param name="from">None of what was just made.</param>
    /// <param name="usual">The owner that goes unsaid.</param>
    public static IEnumerable<Sql> Between(SchemaObject from, SchemaObject to, string? usual) => Between(from, to, usual, []);

    /// <summary>What parts have by themselves, of what is taken from the whole: REVOKE takes it from them as well (PostgreSQL manual, REVOKE).</summary>
    public static IEnumerable<Sql> Kept(SchemaObject from, SchemaObject to, IEnumerable<SchemaObject> parts)
    {
        var taken = from.Grants.Except(to.Grants).Where(grant => !grant.IsRevoked).ToList();
        return taken.Count == 0 ? [] : parts.OrderBy(part => part.Id)
            .SelectMany(part => Grants([], [], part, [.. part.Grants.Where(grant => taken.Exists(one => one.Role == grant.Role && (one.Privilege == grant.Privilege || one.Privilege == "ALL")))]));
    }

    /// <summary>What parts are to have where their whole gets another owner: what the old one was granted of them, the new one has then (<c>change_owner_fix_column_acls</c> of <c>tablecmds.c</c>).</summary>
    public static IEnumerable<Sql> HandedOver(SchemaObject from, SchemaObject to, string? usual, IEnumerable<(SchemaObject Before, SchemaObject After)> parts) =>
        from.Owner == to.Owner || (from.Owner ?? usual) is not { } old || (to.Owner ?? usual) is not { } owner ? [] : parts.OrderBy(part => part.After.Id).SelectMany(part =>
            Grants([.. part.Before.Grants.Select(grant => grant.Role == old && !grant.IsRevoked ? grant with { Role = owner } : grant)], [], part.After, part.After.Grants));

    static IEnumerable<Sql> Between(SchemaObject? from, SchemaObject to, string? usual, ImmutableArray<Grant> given)
    {
        var before = from?.Grants ?? [];
        if (from?.Owner != to.Owner && (to.Owner ?? usual) is { } owner)
        {
            foreach (var kept in ByRole(before.Where(grant => grant.Role == owner && grant.IsGrantable)))
            {
                yield return $"REVOKE GRANT OPTION FOR {to.Rights(kept.Select(grant => grant.Privilege))} FROM {kept.First().Grantee}";
            }
            before = HandedOver(before, from?.Owner ?? usual, owner);
            if (from is null || !to.IsOwnedAlong(from))
            {
                yield return $"ALTER {to.Mention} OWNER TO {new PlainName(owner)}";
            }
        }
        foreach (var statement in Grants(before, given, to, to.Grants))
        {
            yield return statement;
        }
        if (from?.Comment != to.Comment)
        {
            yield return $"COMMENT ON {to.Mention} IS {Literal.Of(to.Comment)}";
        }
    }

    // A new owner has what the old one had and what was granted to him before (aclnewowner of acl.c): all but what neither had.
    static ImmutableArray<Grant> HandedOver(ImmutableArray<Grant> grants, string? old, string owner) =>
    [
        .. grants.Where(grant => grant.Role != owner && grant.Role != old),
        .. grants.Where(grant => grant.Role == old && grant.IsRevoked && !grants.Contains(grant with { Role = owner, IsRevoked = false })).Select(grant => grant with { Role = owner }),
    ];

    static IEnumerable<Sql> Grants(ImmutableArray<Grant> before, ImmutableArray<Grant> given, SchemaObject to, ImmutableArray<Grant> after)
    {
        var (gone, come) = (before.Concat(given).Except(after).ToList(), after.Except(before).ToList());
        foreach (var taken in ByRole(gone.Where(grant => !grant.IsRevoked).Concat(come.Where(grant => grant.IsRevoked))))
        {
            yield return $"REVOKE {to.Rights(taken.Select(grant => grant.Privilege))} FROM {taken.First().Grantee}";
        }
        foreach (var added in ByRole(come.Where(grant => !grant.IsRevoked).Concat(gone.Where(grant => grant.IsRevoked))))
        {
            var on = added.First().IsGrantable ? " WITH GRANT OPTION" : "";
            yield return $"GRANT {to.Rights(added.Select(grant => grant.Privilege))} TO {added.First().Grantee}{new Verbatim(on)}";
        }
    }

    static IEnumerable<IGrouping<(string?, bool), Grant>> ByRole(IEnumerable<Grant> grants) => grants.GroupBy(grant => (grant.Role, grant.IsGrantable));
}
