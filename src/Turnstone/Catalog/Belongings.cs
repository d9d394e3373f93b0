namespace Turnstone.Catalog;

using System.Collections.Immutable;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>What every kind of object has beside what makes it: an owner, grants, a comment.</summary>
static class Belongings
{
    /// <summary>Of an object that was just made.</summary>
    public static IEnumerable<Sql> Of(SchemaObject made) => Between(null, made, null);

    /// <summary>Of an object that is there and gets others.</summary>
    /// <param name="from">None of what was just made.</param>
    /// <param name="usual">The owner that goes unsaid.</param>
    public static IEnumerable<Sql> Between(SchemaObject? from, SchemaObject to, string? usual)
    {
        if (from?.Owner != to.Owner && (to.Owner ?? usual) is { } owner)
        {
            yield return $"ALTER {to.Mention} OWNER TO {new PlainName(owner)}";
        }
        foreach (var statement in Grants(from?.Grants ?? [], to))
        {
            yield return statement;
        }
        if (from?.Comment != to.Comment)
        {
            yield return $"COMMENT ON {to.Mention} IS {Literal.Of(to.Comment)}";
        }
    }

    static IEnumerable<Sql> Grants(ImmutableArray<Grant> before, SchemaObject to)
    {
        var (gone, come) = (before.Except(to.Grants).ToList(), to.Grants.Except(before).ToList());
        foreach (var taken in ByRole(gone.Where(grant => !grant.IsRevoked).Concat(come.Where(grant => grant.IsRevoked))))
        {
            yield return $"REVOKE {to.Rights(taken.Select(grant => grant.Privilege))} FROM {taken.First().Grantee}";
        }
        foreach (var given in ByRole(come.Where(grant => !grant.IsRevoked).Concat(gone.Where(grant => grant.IsRevoked))))
        {
            var on = given.First().IsGrantable ? " WITH GRANT OPTION" : "";
            yield return $"GRANT {to.Rights(given.Select(grant => grant.Privilege))} TO {given.First().Grantee}{new Verbatim(on)}";
        }
    }

    static IEnumerable<IGrouping<(string?, bool), Grant>> ByRole(IEnumerable<Grant> grants) => grants.GroupBy(grant => (grant.Role, grant.IsGrantable));
}
