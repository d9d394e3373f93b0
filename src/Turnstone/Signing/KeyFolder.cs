namespace Turnstone.Signing;

using Turnstone.Configuration;
using Turnstone.Diagnostics;
using Turnstone.Servers;
using Turnstone.Text;

/// <summary>A folder of keys: <c>name.key.pem</c>, which only its owner may read, and <c>name.pub.pem</c>, which anybody may have.</summary>
public sealed record KeyFolder(string Path)
{
    const string PublicEnding = ".pub.pem";

    const string PrivateEnding = ".key.pem";

    /// <summary>The user's own, outside of any project: <c>$XDG_CONFIG_HOME/turnstone/keys</c>, else where the operating system has configuration.</summary>
    /// <remarks>On Windows the local part of the profile: the other one is copied from machine to machine.</remarks>
    public static KeyFolder Default(IReadOnlyDictionary<string, string> environment) => new(System.IO.Path.Combine(
        environment.GetValueOrDefault("XDG_CONFIG_HOME") is { Length: > 0 } configured ? configured
            : OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : System.IO.Path.Combine(environment.GetValueOrDefault("HOME") is { Length: > 0 } home ? home : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".config"),
        "turnstone", "keys"));

    /// <summary>A new key under that name. What is there stays: a private key that is gone is nobody's any more.</summary>
    public async Task<Checked<KeptKey>> MakeAsync(string name, Secret? passphrase, CancellationToken stop)
    {
        if (!IsName(name))
        {
            return Checked.Failed<KeptKey>(Diagnostic.Error("key-name", $"'{name}' names no key.", help: "Write letters, digits, '-', '_' and '.', a letter or digit first: turnstone keys new ci"));
        }
        string[] files = [PrivateFile(name), PublicFile(name)];
        if (files.FirstOrDefault(File.Exists) is { } there)
        {
            return Checked.Failed<KeptKey>(Diagnostic.Error("key-exists", $"There is a key '{name}': {there}.",
                help: $"Nothing was written.\nTake another name: turnstone keys new {name}-2"));
        }
        OwnFiles.Make(Path);
        using var key = SigningKey.Make();
        await OwnFiles.WriteAsync(files[0], key.ToPem(passphrase).Reveal(), stop);
        await File.WriteAllTextAsync(files[1], key.Public.Pem, stop);
        return Checked.Of(new KeptKey(name, key.Public, files[1], files[0]));
    }

    /// <summary>The key of that name.</summary>
    public async Task<Checked<KeptKey>> FindAsync(string name, CancellationToken stop)
    {
        var names = Names();
        return names.Contains(name)
            ? await ReadAsync(name, stop)
            : Checked.Failed<KeptKey>(Diagnostic.Error("key-unknown", $"There is no key '{name}' in {Path}.",
                help: Nearest.To(name, names) is { } meant ? $"Did you mean {meant}?" : names.Count > 0 ? $"There is: {string.Join(", ", names)}." : "Make one: turnstone keys new <name>"));
    }

    /// <summary>Every key, by name; of one that cannot be read it is said why.</summary>
    public async Task<Checked<IReadOnlyList<KeptKey>>> ListAsync(CancellationToken stop)
    {
        var keys = new List<KeptKey>();
        var said = new List<Diagnostic>();
        foreach (var name in Names())
        {
            var read = await ReadAsync(name, stop);
            said.AddRange(read.Diagnostics.Select(one => one with { Severity = Severity.Warning }));
            if (read.Value is { } key)
            {
                keys.Add(key);
            }
        }
        return Checked.Of<IReadOnlyList<KeptKey>>(keys, said);
    }

    /// <summary>The private half of that name; none where there is none.</summary>
    internal string? PrivateFileOf(string name) => IsName(name) && File.Exists(PrivateFile(name)) ? PrivateFile(name) : null;

    string PublicFile(string name) => System.IO.Path.Combine(Path, name + PublicEnding);

    string PrivateFile(string name) => System.IO.Path.Combine(Path, name + PrivateEnding);

    List<string> Names() => Directory.Exists(Path)
        ? [.. Directory.EnumerateFiles(Path, "*" + PublicEnding).Select(file => System.IO.Path.GetFileName(file)[..^PublicEnding.Length]).Order(StringComparer.Ordinal)]
        : [];

    async Task<Checked<KeptKey>> ReadAsync(string name, CancellationToken stop)
    {
        var file = PublicFile(name);
        var key = VerifyingKey.Read(await File.ReadAllTextAsync(file, stop), file);
        return key.Passed
            ? Checked.Of(new KeptKey(name, key.Value, file, PrivateFileOf(name)), key.Diagnostics)
            : Checked.Failed<KeptKey>(key.Diagnostics);
    }

    static bool IsName(string name) => name.Length is > 0 and <= 100 && char.IsAsciiLetterOrDigit(name[0]) && name.All(one => char.IsAsciiLetterOrDigit(one) || one is '-' or '_' or '.');
}
