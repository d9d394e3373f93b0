namespace Turnstone.Signing;

using System.Collections.Immutable;
using System.Security.Cryptography;

/// <summary>What a PEM text holds, by its labels; whatever stands around the blocks does not count.</summary>
static class PemText
{
    public const string PublicKey = "PUBLIC KEY";

    public const string PrivateKey = "PRIVATE KEY";

    /// <summary>SEC 1, as <c>openssl ecparam -genkey</c> writes it.</summary>
    public const string EllipticPrivateKey = "EC PRIVATE KEY";

    public const string EncryptedPrivateKey = "ENCRYPTED PRIVATE KEY";

    const string Begin = "-----BEGIN ";

    /// <summary>Whether it is PEM, and not the name of a file that holds some.</summary>
    public static bool Is(string text) => text.AsSpan().TrimStart().StartsWith(Begin, StringComparison.Ordinal);

    /// <summary>The label of each block, in order.</summary>
    public static ImmutableArray<string> Labels(string text)
    {
        var labels = ImmutableArray.CreateBuilder<string>();
        var rest = text.AsSpan();
        while (PemEncoding.TryFind(rest, out var block))
        {
            labels.Add(rest[block.Label].ToString());
            rest = rest[block.Location.End..];
        }
        return labels.ToImmutable();
    }

    /// <summary>As a message goes on: what is there in place of what is wanted.</summary>
    public static string Holds(ImmutableArray<string> labels) => labels.IsEmpty ? "holds no PEM" : $"holds '{string.Join("', '", labels)}'";
}
