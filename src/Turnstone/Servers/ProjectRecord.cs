namespace Turnstone.Servers;

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

/// <summary>What is kept about a project's server between two commands; it holds the password, so only its owner may read it.</summary>
sealed partial record ProjectRecord(string Project, string Programs, string Build, int Port, string Password)
{
    /// <summary>A file name for a project folder that a person can recognise; on Windows the case in which the folder was typed makes no other.</summary>
    public static string Key(string project, HostSystem system)
    {
        project = system is HostSystem.Windows ? project.ToUpperInvariant() : project;
        var name = string.Concat(Path.GetFileName(project).Where(char.IsAsciiLetterOrDigit).Take(20));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(project)));
        return $"{(name.Length is 0 ? "project" : name)}-{hash[..12]}";
    }

    /// <summary>Reads a record; null when there is none.</summary>
    public static async Task<ProjectRecord?> ReadAsync(string path, CancellationToken stop)
    {
        if (!File.Exists(path))
        {
            return null;
        }
        try
        {
            return JsonSerializer.Deserialize(await File.ReadAllTextAsync(path, stop), Json.Default.ProjectRecord);
        }
        catch (JsonException cause)
        {
            throw new ServerException($"{path} cannot be read: {cause.Message} Remove it; the next start makes a new server.", cause);
        }
    }

    /// <summary>Writes it whole or not at all.</summary>
    public async Task WriteAsync(string path, CancellationToken stop)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        await using (var file = new FileStream(path + ".new", options))
        {
            await JsonSerializer.SerializeAsync(file, this, Json.Default.ProjectRecord, stop);
        }
        File.Move(path + ".new", path, overwrite: true);
    }

    [JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
    [JsonSerializable(typeof(ProjectRecord))]
    sealed partial class Json : JsonSerializerContext;
}
