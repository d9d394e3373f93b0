namespace Turnstone.Servers;

using Turnstone.Sessions;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>The roles that migrations make on a server of our own: they belong to no database, so a copy that is dropped leaves them behind.</summary>
/// <param name="admin">A superuser's session in the maintenance database, which goes along where the server is kept.</param>
sealed class ClusterRoles(Session admin)
{
    // Those that were there before any migration ran.
    static readonly QualifiedName First = new(new Identifier("public"), new Identifier("turnstone_first_roles"));

    readonly Dictionary<string, HashSet<string>> before = [];

    /// <summary>Writes down who is there before anything is tried; a server that was kept knows already.</summary>
    public Task PrepareAsync(CancellationToken stop) => admin.ExecuteAsync(stop, [$"CREATE TABLE IF NOT EXISTS {First} AS SELECT rolname FROM pg_catalog.pg_roles"]);

    /// <summary>Remembers who is there when a database is made.</summary>
    public async Task RememberAsync(string database, CancellationToken stop) => before[database] = [.. await AllAsync(stop)];

    /// <summary>Drops whoever came since a database was made, which is gone by now.</summary>
    public async Task ForgetAsync(string database, CancellationToken stop)
    {
        if (before.Remove(database, out var there))
        {
            foreach (var role in (await AllAsync(stop)).Where(role => !there.Contains(role)))
            {
                await admin.ExecuteAsync(stop, [$"DROP ROLE {new Identifier(role)}"]);
            }
        }
    }

    /// <summary>Gives those that migrations made other names, so that the same migrations can make them once more.</summary>
    /// <returns>The names that they had, by those that they have.</returns>
    public async Task<IReadOnlyDictionary<string, string>> SetAsideAsync(CancellationToken stop)
    {
        var aside = (await admin.QueryAsync($"SELECT rolname::text, oid::bigint FROM pg_catalog.pg_roles WHERE rolname NOT IN (SELECT rolname FROM {First})", row => (Name: row.GetString(0), Oid: row.GetInt64(1)), stop))
            .ToDictionary(role => $"aside_{role.Oid}", role => role.Name);
        await RenameAsync(aside.Select(role => (role.Value, role.Key)), stop);
        return aside;
    }

    /// <summary>Gives them their names back.</summary>
    public Task BringBackAsync(IReadOnlyDictionary<string, string> aside, CancellationToken stop) => RenameAsync(aside.Select(role => (role.Key, role.Value)), stop);

    Task RenameAsync(IEnumerable<(string From, string To)> names, CancellationToken stop) =>
        admin.ExecuteAsync(stop, [.. names.Select(name => (Sql)$"ALTER ROLE {new Identifier(name.From)} RENAME TO {new Identifier(name.To)}")]);

    Task<List<string>> AllAsync(CancellationToken stop) => admin.QueryAsync($"SELECT rolname::text FROM pg_catalog.pg_roles", row => row.GetString(0), stop);
}
