namespace Turnstone.Plans;

using System.Security.Cryptography;
using System.Text;

/// <summary>SHA-256 over UTF-8, in lower-case hexadecimal.</summary>
static class Digest
{
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
