namespace Turnstone.Configuration.Secrets;

using Turnstone.Diagnostics;
using Turnstone.Text;

/// <summary>A file that holds nothing else: <c>file:/run/secrets/dsn</c>, as orchestrators mount them.</summary>
public sealed class FileSource : SecretSource
{
    public override string Name => "file";

    public override async Task<Checked<Secret>> ReadAsync(SecretRequest request, CancellationToken stop)
    {
        var path = Path.GetFullPath(Path.Combine(request.Root, request.Argument));
        try
        {
            var value = await File.ReadAllTextAsync(path, stop);
            return Found(request, value, IsOpen(path) ? [OpenToAll(request, path)] : []);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return Missing(request, $"is not there: no file {path}");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Missing(request, $"cannot be read: {failure.Message}");
        }
    }

    static bool IsOpen(string path) => !OperatingSystem.IsWindows() && File.GetUnixFileMode(path).HasFlag(UnixFileMode.OtherRead);

    static Diagnostic OpenToAll(SecretRequest request, string path) =>
        Diagnostic.Warning("secret-file-open", $"{request.Shown} can be read by every user of this machine", help: $"chmod 600 {path}");
}
