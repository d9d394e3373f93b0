namespace Turnstone.Servers;

using System.Text;

/// <summary>The settings of a server as a file in its data folder, for where they would not survive as arguments.</summary>
/// <remarks>On Windows <c>pg_ctl</c> hands arguments on to a command interpreter, which reads quotes and percent signs its own way.</remarks>
static class SettingsFile
{
    public const string Name = "turnstone.conf";

    const string Include = $"include '{Name}'";

    /// <summary>The lines of such a file.</summary>
    /// <remarks>Inside quotes a quote is doubled and a backslash begins an escape: https://www.postgresql.org/docs/current/config-setting.html</remarks>
    public static string Text(IEnumerable<(string Name, string Value)> settings)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in settings)
        {
            var quoted = value.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);
            text.Append(name).Append(" = '").Append(quoted).Append("'\n");
        }
        return text.ToString();
    }

    /// <summary>Writes it, and makes the server's own file read it.</summary>
    public static async Task WriteAsync(string dataFolder, IEnumerable<(string Name, string Value)> settings, CancellationToken stop)
    {
        await File.WriteAllTextAsync(Path.Combine(dataFolder, Name), Text(settings), stop);
        var own = Path.Combine(dataFolder, "postgresql.conf");
        var lines = (await File.ReadAllTextAsync(own, stop)).Split('\n');
        if (!lines.Any(line => line.TrimEnd() == Include))
        {
            await File.AppendAllTextAsync(own, $"\n{Include}\n", stop);
        }
    }
}
