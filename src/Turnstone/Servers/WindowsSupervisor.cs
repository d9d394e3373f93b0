namespace Turnstone.Servers;

using System.Diagnostics;

/// <summary>What stands between us and a server on Windows: a command interpreter that reads from a pipe which only we hold open.</summary>
/// <remarks>When we close it, or die, Windows closes the pipe, the interpreter reads its end, stops the server and removes the data.</remarks>
sealed class WindowsSupervisor(ServerBinaries binaries, LocalServerOptions options)
{
    // Paths come as variables, between quotation marks: no sign of theirs means anything there. A folder may still be held for a moment by
    // what reads every new file; hence the second attempt.
    const string Script =
        """
        "%TURNSTONE_PG_CTL%" start --silent --wait --timeout %TURNSTONE_PATIENCE% --pgdata "%TURNSTONE_DATA%" --log "%TURNSTONE_LOG%" <nul >nul 2>&1
        && ("%SystemRoot%\System32\findstr.exe" "^" >nul
        & "%TURNSTONE_PG_CTL%" stop --silent --wait --mode immediate --pgdata "%TURNSTONE_DATA%" <nul >nul 2>&1)
        || type "%TURNSTONE_LOG%"
        & rmdir /s /q "%TURNSTONE_FOLDER%" 2>nul
        & if exist "%TURNSTONE_FOLDER%" ("%SystemRoot%\System32\ping.exe" -n 2 127.0.0.1 >nul & rmdir /s /q "%TURNSTONE_FOLDER%")
        """;

    /// <summary>Copies a template to a new folder and writes the settings; what is returned starts the server on it.</summary>
    public async Task<ProcessStartInfo> PrepareAsync(string template, string folder, int port, CancellationToken stop)
    {
        var data = SupervisedServer.DataFolderIn(folder);
        try
        {
            await OwnFiles.CopyAsync(template, data, stop);
            await SettingsFile.WriteAsync(data, [.. options.SettingsFor(port), ("lc_messages", "C")], stop);
        }
        catch
        {
            OwnFiles.Delete(folder);
            throw;
        }
        return Start(HostPlatform.Current.Variable("ComSpec") ?? "cmd.exe", data, folder);
    }

    /// <summary>The start of the interpreter; it takes its text as it stands, in quotation marks of its own.</summary>
    public ProcessStartInfo Start(string interpreter, string data, string folder)
    {
        var start = ChildProcess.Prepare(interpreter, []);
        start.Arguments = $"/d /v:off /s /c \"{Script.ReplaceLineEndings(" ")}\"";
        start.Environment["TURNSTONE_PG_CTL"] = binaries.Program("pg_ctl");
        start.Environment["TURNSTONE_PATIENCE"] = PgCtl.Seconds(options.StartTimeout);
        start.Environment["TURNSTONE_DATA"] = data;
        start.Environment["TURNSTONE_LOG"] = Path.Combine(data, "server.log");
        start.Environment["TURNSTONE_FOLDER"] = folder;
        return start;
    }
}
