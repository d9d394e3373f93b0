namespace Turnstone.Linting;

using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Turnstone.Diagnostics;

/// <summary>What findings are known by from one look to the next: their rule, their file, and the statement's words.</summary>
static class Fingerprints
{
    const int Length = 32;

    /// <summary>The findings, each with its own: what is found twice in equal statements is told apart by its turn.</summary>
    public static ImmutableArray<LintFinding> Given(IEnumerable<LintFinding> findings)
    {
        var turns = new Turns();
        return [.. findings.Select(finding => finding with { Fingerprint = turns.Next(finding.Diagnostic, finding.Subject) })];
    }

    /// <summary>How often each was found so far.</summary>
    public sealed class Turns
    {
        readonly Dictionary<string, int> turns = new(StringComparer.Ordinal);

        /// <param name="subject">What it is about.</param>
        public string Next(Diagnostic said, string subject)
        {
            var plain = $"{said.Rule}\0{said.File}\0{string.Join(' ', subject.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}";
            var turn = turns[plain] = turns.GetValueOrDefault(plain) + 1;
            return Digest(turn == 1 ? plain : string.Create(CultureInfo.InvariantCulture, $"{plain}\0{turn}"));
        }
    }

    static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Length];
}
