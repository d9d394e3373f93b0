namespace Turnstone.Catalog;

using System.Collections.Immutable;

/// <summary>Who may do what with an object, as <c>pg_class.relacl</c> and its like have it.</summary>
/// <remarks>PostgreSQL manual 5.8: <c>{role=privileges/grantor,…}</c>, a letter for each privilege, a star behind it where it may be granted on; no role is PUBLIC.</remarks>
static class AccessList
{
    static readonly Dictionary<char, string> Names = new()
    {
        ['a'] = "INSERT", ['r'] = "SELECT", ['w'] = "UPDATE", ['d'] = "DELETE", ['D'] = "TRUNCATE", ['x'] = "REFERENCES", ['t'] = "TRIGGER", ['m'] = "MAINTAIN",
        ['X'] = "EXECUTE", ['U'] = "USAGE", ['C'] = "CREATE", ['c'] = "CONNECT", ['T'] = "TEMPORARY", ['s'] = "SET", ['A'] = "ALTER SYSTEM",
    };

    /// <param name="list">As it is; null where nobody ever changed it.</param>
    /// <param name="usual">What a new object of that kind and owner has: what the two share is not said.</param>
    /// <param name="whole">What has every privilege of the kind; none where the usual one does.</param>
    public static ImmutableArray<Grant> Read(string? list, string? usual, string? whole = null)
    {
        if (list is null)
        {
            return [];
        }
        var (here, there) = (Entries(list), Entries(usual ?? "{}"));
        var every = (whole is null ? there : Entries(whole)).SelectMany(one => one.Value.Keys).ToHashSet();
        var made = from entry in here
                   from privilege in Whole(entry.Value.Where(one => there.GetValueOrDefault(entry.Key)?.GetValueOrDefault(one.Key) != one.Value), every)
                   select new Grant(privilege.Name, entry.Key.Length == 0 ? null : entry.Key, privilege.IsGrantable, IsRevoked: false);
        var taken = from entry in there
                    from privilege in Whole(entry.Value.Where(one => here.GetValueOrDefault(entry.Key)?.ContainsKey(one.Key) != true).Select(one => KeyValuePair.Create(one.Key, false)), every)
                    select new Grant(privilege.Name, entry.Key.Length == 0 ? null : entry.Key, IsGrantable: false, IsRevoked: true);
        return [.. made.Concat(taken).OrderBy(grant => grant.Role, StringComparer.Ordinal).ThenBy(grant => grant.Privilege, StringComparer.Ordinal)];
    }

    // Every privilege of a kind is ALL, which is one more from 17 on.
    static IEnumerable<(string Name, bool IsGrantable)> Whole(IEnumerable<KeyValuePair<char, bool>> privileges, HashSet<char> every) =>
        privileges.GroupBy(one => one.Value).SelectMany(group => every.Count > 1 && every.SetEquals(group.Select(one => one.Key))
            ? [("ALL", group.Key)]
            : group.Select(one => (Names.GetValueOrDefault(one.Key, $"{one.Key}"), group.Key)));

    // Role by role: each privilege, and whether it may be granted on.
    static Dictionary<string, Dictionary<char, bool>> Entries(string list)
    {
        var entries = new Dictionary<string, Dictionary<char, bool>>();
        foreach (var item in ArrayText.Elements(list))
        {
            // A role's name in quotes may hold anything.
            var at = item is ['"', ..] ? EndOfQuoted(item) : item.IndexOf('=', StringComparison.Ordinal);
            var role = item is ['"', ..] ? item[1..(at - 1)].Replace("\"\"", "\"", StringComparison.Ordinal) : item[..at];
            var privileges = item[(at + 1)..item.IndexOf('/', at)];
            var known = entries.TryGetValue(role, out var found) ? found : entries[role] = [];
            for (var i = 0; i < privileges.Length; i++)
            {
                if (privileges[i] != '*')
                {
                    known[privileges[i]] = i + 1 < privileges.Length && privileges[i + 1] == '*';
                }
            }
        }
        return entries;
    }

    static int EndOfQuoted(string item)
    {
        for (var i = 1; i < item.Length; i++)
        {
            if (item[i] == '"' && (i + 1 == item.Length || item[i + 1] != '"'))
            {
                return i + 1;
            }
            i += item[i] == '"' ? 1 : 0;
        }
        return item.Length;
    }
}
