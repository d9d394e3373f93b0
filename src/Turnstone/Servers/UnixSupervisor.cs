namespace Turnstone.Servers;

using System.Diagnostics;

/// <summary>What stands between us and a server on Linux and macOS: a small shell that reads from a pipe which only we hold open.</summary>
/// <remarks>
/// When we close it, or die, the kernel closes the pipe, the shell reads its end, stops the server and removes the data.
/// It asks the server more than once: shells start background processes with SIGQUIT ignored, until PostgreSQL is far enough to take it.
/// </remarks>
sealed class UnixSupervisor(BinarySearch search, ServerAccount account)
{
    const string Script =
        """
        exec 2>&1 3<&0
        umask 077
        trap '' HUP INT TERM
        template=$1 folder=$2
        shift 2
        mkdir "$folder" && cp -R "$template" "$folder/data" || { rm -rf "$folder"; exit 1; }
        "$@" </dev/null >"$folder/data/server.log" 2>&1 3<&- &
        server=$!
        { while read -r nothing <&3; do :; done; while kill -QUIT "$server"; do sleep 0.05 || sleep 1; done; } >"$folder/watch.log" 2>&1 &
        watch=$!
        wait "$server"
        kill -KILL "$watch"
        tail -n 20 "$folder/data/server.log"
        rm -rf "$folder"
        """;

    /// <summary>What copies a template to a new folder and starts a server on it.</summary>
    public ProcessStartInfo Prepare(string template, string folder, IReadOnlyList<string> command)
    {
        var whole = Detached.Command(search, ["sh", "-c", Script, "sh", template, folder, .. command]);
        var start = ChildProcess.Prepare(whole[0], whole.Skip(1), account.Name);
        start.Environment["LC_ALL"] = "C";
        return start;
    }
}
