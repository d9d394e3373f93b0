namespace Turnstone;

using Turnstone.Catalog;
using Turnstone.Catalog.Renames;
using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Execution;
using Turnstone.Servers;

/// <summary>What a schema is after renames: nobody knows better than the server which texts follow.</summary>
public sealed partial class Pipeline
{
    /// <summary>Makes a schema anew on a throw-away server of its version, renames there, and reads what became of it.</summary>
    /// <param name="to">What it is compared with: what the server named after a renamed object is renamed along where it is so there.</param>
    /// <exception cref="FailureException">No server can be had.</exception>
    public static async Task<Checked<RenamedSchema>> RenamedAsync(Settings settings, Schema from, Schema to, RenameList renames, Surroundings surroundings, CancellationToken stop)
    {
        if (renames.Renames.IsEmpty)
        {
            return Checked.Of(new RenamedSchema(from, [], []));
        }
        try
        {
            await using var database = await ShadowDatabase.CreateAsync(from.Version, from.Roles, surroundings.Time, stop);
            var shadow = new Pipeline(settings, database.Address, [], surroundings with { OnEvent = _ => { } }) { IsShadow = true };
            await using var session = await shadow.ConnectAsync(stop);
            return await new RenameTrial(session, shadow.ReaderOf(session)).RunAsync(from, to, renames.Renames, stop);
        }
        catch (ServerException missing)
        {
            throw FailureException.Unavailable("no-shadow", $"No throw-away server to rename on: {missing.Message}", "Nothing was compared. Without --rename it is compared as it stands.", missing);
        }
    }
}
