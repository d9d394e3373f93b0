namespace Turnstone.Scanning;

using System.Buffers;
using System.Collections.Frozen;
using Turnstone.Linting.Secrets;

/// <summary>Tells a secret from what only stands in its place.</summary>
static class SecretValue
{
    /// <summary>What is shorter is none: hiding it would hide half of the words around it.</summary>
    const int Shortest = 4;

    // A token that a person made up is rare.
    const int ShortestRandom = 12;

    // Everybody tries them first.
    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Defaults = new[]
    {
        "postgres", "postgresql", "password", "passwd", "pass", "secret", "admin", "administrator", "root", "test", "testing", "guest", "demo", "local", "develop", "development", "docker",
        "mysql", "1234", "12345", "123456", "12345678", "123456789", "password1", "password123", "postgres123", "admin123", "letmein", "qwerty", "mypassword", "mysecretpassword", "testpassword",
        "test1234", "p@ssw0rd", "passw0rd", "p@ssword", "s3cret", "supersecret", "pgpass", "foobar", "hunter2",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    // Somebody is asked to write his own there.
    static readonly SearchValues<string> StandIns = SearchValues.Create(
        ["changeme", "change-me", "change_me", "replace", "your", "example", "placeholder", "dummy", "todo", "redacted", "insert", "fixme", "xxxx", "...", "…", "****"], StringComparison.OrdinalIgnoreCase);

    // It is elsewhere, and this says where; or what kind of value it is.
    static readonly string[] References =
    [
        "env:", "file:", "exec:", "vault:", "azure-key-vault:", "secret:", "secrets.", "ssm:", "arn:", "op://", "ref+", "ENC[", "process.env", "os.", "vars.", "var.", "data.", "local.", "!", "*", "&", "$", "%", "@", "#",
        "\\", "/run/", "/etc/", "/var/", "/vault/", "./", "../", "~/", "{", "[", "<", "(", "md5", "SCRAM-SHA-256$",
    ];

    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Words = new[] { "null", "none", "nil", "default", "user", "true", "false", "string", "text", "required", "optional", "integer", "enabled", "disabled", "undefined", "prompt" }
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool IsDefault(ReadOnlySpan<char> value) => Defaults.Contains(value);

    /// <summary>Whether it may be a secret, or a default in place of one.</summary>
    public static bool IsLiteral(ReadOnlySpan<char> value)
    {
        if (value.Length < Shortest || SecretShapes.IsPlaceholder(value) || Words.Contains(value) || value.ContainsAny(StandIns))
        {
            return false;
        }
        foreach (var reference in References)
        {
            if (value.StartsWith(reference, StringComparison.Ordinal))
            {
                return false;
            }
        }
        return value.IndexOf("$(") < 0 && value.IndexOf("#{") < 0 && value.IndexOfAny(" \t\n") < 0;
    }

    /// <summary>Whether nobody made it up: of a name that is not only a password's it takes that to be a secret.</summary>
    public static bool IsRandom(ReadOnlySpan<char> value) =>
        value.Length >= ShortestRandom && value.IndexOfAnyInRange('0', '9') >= 0 && (value.IndexOfAnyInRange('a', 'z') >= 0 || value.IndexOfAnyInRange('A', 'Z') >= 0) && value.IndexOfAny("/:. ") < 0;
}
