namespace Turnstone.Verification;

using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Turnstone.Configuration;
using Turnstone.Ledger;
using Turnstone.Migrations;

/// <summary>What a replayed history is kept under: the same name only for what makes the same database.</summary>
static class KeptHistory
{
    // Enough that no two are alike, few enough for a folder's name.
    const int Length = 24;

    /// <summary>The name of what stands there; none where files stand beside it whose contents nobody knows without reading them.</summary>
    public static string? NameOf(Settings settings, ImmutableArray<string> contexts, Stand stand)
    {
        var history = stand.Files.All.ToList();
        if (history.Exists(file => file.Text.Whole is not { } text || CopyDirective.IsMentioned(text)))
        {
            return null;
        }
        IEnumerable<string> parts =
        [
            RunOrigin.ToolVersionText, settings.Project, settings.LedgerSchema, string.Join(',', stand.Order), string.Join(',', settings.SearchPath), string.Join(',', contexts),
            .. settings.Placeholders.Select(one => $"{one.Key}={one.Value}"), .. history.SelectMany(file => (string[])[file.File, file.Checksum.Text, file.Text.Sha256]),
        ];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', parts))))[..Length];
    }
}
