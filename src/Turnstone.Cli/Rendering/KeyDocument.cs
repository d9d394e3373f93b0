namespace Turnstone.Cli.Rendering;

using System.Text.Json;
using Turnstone.Signing;

/// <summary>A key's public half, for people, for <c>turnstone.yaml</c>, and as members of a JSON document.</summary>
static class KeyDocument
{
    /// <summary>What makes its signatures count, as <c>turnstone.yaml</c> says it: its path where the project has it, else the key itself, which can be pasted anywhere.</summary>
    public static string Entry(KeptKey key, string root) => PathIn(root, key) is { } path
        ? $"verifiers: [{path}]"
        : $"verifiers:\n  - |\n    {key.Key.Pem.TrimEnd().Replace("\n", "\n    ", StringComparison.Ordinal)}";

    /// <summary>The public half's path in the project; none where it lies elsewhere.</summary>
    public static string? PathIn(string root, KeptKey key) =>
        Path.GetRelativePath(root, key.PublicFile) is var path && !Path.IsPathRooted(path) && !path.StartsWith("..", StringComparison.Ordinal) ? path.Replace('\\', '/') : null;

    public static void Write(Utf8JsonWriter json, KeptKey key)
    {
        json.WriteString("name", key.Name);
        json.WriteString("id", key.Key.Id);
        json.WriteString("algorithm", "ecdsa-p256-sha256");
        json.WriteString("private_file", key.PrivateFile);
        json.WriteString("public_file", key.PublicFile);
        json.WriteString("public_key", key.Key.Pem);
    }
}
