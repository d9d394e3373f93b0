namespace Turnstone.Servers;

using System.Diagnostics;

/// <summary>Makes, copies and removes the folders of clusters, as the account that owns them.</summary>
sealed class ClusterFiles(ServerAccount account)
{
    /// <summary>Makes a folder that only the account can enter, with one file in it.</summary>
    public async Task MakeFolderAsync(string folder, string fileName, string content, CancellationToken stop)
    {
        if (account.IsOther)
        {
            await RunAsync(Shell("""umask 077; mkdir "$1" && cat >"$1/$2" """, folder, fileName), $"{folder} could not be made", content, stop);
            return;
        }
        OwnFiles.Make(folder);
        await OwnFiles.WriteAsync(Path.Combine(folder, fileName), content, stop);
    }

    /// <summary>Copies a folder to a place where nothing is yet; the name appears when the copy is whole.</summary>
    public async Task CopyAsync(string from, string to, CancellationToken stop)
    {
        if (account.IsOther)
        {
            var start = Shell("""umask 077; rm -rf "$2.copying" && cp -R "$1" "$2.copying" && mv "$2.copying" "$2" """, from, to);
            await RunAsync(start, $"{from} could not be copied to {to}", "", stop);
            return;
        }
        OwnFiles.Delete(to + ".copying");
        await OwnFiles.CopyAsync(from, to + ".copying", stop);
        Directory.Move(to + ".copying", to);
    }

    public async Task DeleteAsync(string folder, CancellationToken stop)
    {
        if (account.IsOther)
        {
            await RunAsync(ChildProcess.Prepare("rm", ["-rf", folder], account.Name), $"{folder} could not be removed", "", stop);
            return;
        }
        OwnFiles.Delete(folder);
    }

    public async Task DeleteFileAsync(string file, CancellationToken stop)
    {
        if (account.IsOther)
        {
            await RunAsync(ChildProcess.Prepare("rm", ["-f", file], account.Name), $"{file} could not be removed", "", stop);
            return;
        }
        File.Delete(file);
    }

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
