namespace Turnstone.Cli;

using Turnstone.Diagnostics;

/// <summary>A file that somebody names as an argument, to be read.</summary>
static class GivenFile
{
    /// <summary>Its bytes; none once it is said why they cannot be had.</summary>
    /// <param name="help">What makes such a file.</param>
    public static async Task<byte[]?> ReadAsync(Invocation invocation, string file, string help)
    {
        var path = Path.GetFullPath(file, invocation.Terminal.Folder);
        if (Directory.Exists(path))
        {
            invocation.Refuse($"{file} is a folder, and a file is wanted.", $"Nothing was done.\n{help}");
            return null;
        }
        if (!File.Exists(path))
        {
            invocation.Refuse($"There is no file {file}.", $"Nothing was done.\n{help}");
            return null;
        }
        try
        {
            return await File.ReadAllBytesAsync(path, invocation.Stop);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            invocation.Report.Add([Diagnostic.Error("file", $"{file} cannot be read: {trouble.Message}", help: "Nothing was done.\nSee who may read it, or give another one.")]);
            return null;
        }
    }
}
