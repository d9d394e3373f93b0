namespace Turnstone.Cli;

using System.Text;
using Turnstone.Diagnostics;

/// <summary>A file that a verb is going to write: looked at before the work, so that none is done for nothing.</summary>
static class WrittenFile
{
    // Enough of it to see what it is.
    const int Beginning = 64 * 1024;

    /// <summary>Whether it can be written; otherwise it is said what stands in the way.</summary>
    /// <param name="option">What it was given with: <c>--report</c>.</param>
    /// <param name="what">What is to stand in it: <c>plan</c>.</param>
    /// <param name="isOwn">Whether what stands there is another one of those, which may be written over.</param>
    public static bool IsFree(Invocation invocation, string option, string file, string what, Func<byte[], bool> isOwn)
    {
        var path = Path.GetFullPath(file, invocation.Terminal.Folder);
        var folder = Path.GetDirectoryName(path);
        if (Directory.Exists(path))
        {
            Refuse(invocation, $"{option} {file}: that is a folder.", $"Name a file in it: {option} {Path.Join(file, "…")}");
        }
        else if (!Directory.Exists(folder))
        {
            Refuse(invocation, $"{option} {file}: there is no folder {folder}.", $"mkdir -p {Path.GetDirectoryName(file)}");
        }
        else if (Trouble(path, out var begin) is { } trouble)
        {
            Refuse(invocation, $"{option} {file}: it cannot be written: {trouble}", $"See who may write there, or name another place: {option} …");
        }
        else if (begin.Length > 0 && !isOwn(begin))
        {
            Refuse(invocation, $"{option} {file}: what stands there is no {what}, and is not written over.", $"Name another file, or take that one away first: rm {file}");
        }
        else
        {
            return true;
        }
        return false;
    }

    /// <summary>Whether its first line, or what is near enough to it, has a mark.</summary>
    public static bool Has(byte[] begin, string mark) => Encoding.UTF8.GetString(begin, 0, Math.Min(begin.Length, 400)).Contains(mark, StringComparison.Ordinal);

    static void Refuse(Invocation invocation, string message, string help) =>
        invocation.Report.Add([Diagnostic.Error("usage", message, help: $"Nothing was done.\n{help}")]);

    // Nobody but the system knows who may write where; what was not there before is taken away again.
    static string? Trouble(string path, out byte[] begin)
    {
        begin = [];
        try
        {
            // A pipe or a terminal holds nothing, and whoever looks takes it away.
            if (path.StartsWith("/dev/", StringComparison.Ordinal))
            {
                return null;
            }
            var wasThere = File.Exists(path);
            using (var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite))
            {
                begin = new byte[Math.Min(Beginning, file.Length)];
                file.ReadExactly(begin);
            }
            if (!wasThere)
            {
                File.Delete(path);
            }
            return null;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return trouble.Message;
        }
    }
}
