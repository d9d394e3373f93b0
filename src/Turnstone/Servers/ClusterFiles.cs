namespace Turnstone.Servers;

using System.Diagnostics;

/// <summary>Makes, copies and removes the folders of clusters, as the account that owns them.</summary>
sealed class ClusterFiles(ServerAccount account)
{
    /// <summary>Makes a folder that only the account can enter, with one file in it.</summary>
    public Task MakeFolderAsync(string folder, string fileName, string content, CancellationToken stop) =>
        RunAsync(Shell("""umask 077; mkdir "$1" && cat >"$1/$2" """, folder, fileName), $"{folder} could not be made", content, stop);

    /// <summary>Copies a folder to a place where nothing is yet.</summary>
    public Task CopyAsync(string from, string to, CancellationToken stop)
    {
        // The name appears when the copy is whole.
        var start = Shell("""umask 077; rm -rf "$2.copying" && cp -R "$1" "$2.copying" && mv "$2.copying" "$2" """, from, to);
        return RunAsync(start, $"{from} could not be copied to {to}", "", stop);
    }

    public Task DeleteAsync(string folder, CancellationToken stop) =>
        RunAsync(ChildProcess.Prepare("rm", ["-rf", folder], account.Name), $"{folder} could not be removed", "", stop);

    public Task DeleteFileAsync(string file, CancellationToken stop) =>
        RunAsync(ChildProcess.Prepare("rm", ["-f", file], account.Name), $"{file} could not be removed", "", stop);

    /// <summary>Waits until a copied cluster is on the disk, so that a power failure does not take it back.</summary>
    public Task SyncAsync(ServerBinaries binaries, string dataFolder, CancellationToken stop) =>
        RunAsync(ChildProcess.Prepare(binaries.Program("initdb"), ["--sync-only", "-D", dataFolder], account.Name), $"{dataFolder} could not be synced", "", stop);

    ProcessStartInfo Shell(string script, params string[] arguments) =>
        ChildProcess.Prepare("sh", ["-c", script, "sh", .. arguments], account.Name);

    static async Task RunAsync(ProcessStartInfo start, string failure, string input, CancellationToken stop)
    {
        var said = await ChildProcess.RunAsync(start, input, stop);
        if (said.ExitCode is not 0)
        {
            throw new ServerException($"{failure}: {said.Tail}");
        }
    }
}
