namespace Turnstone.Linting.Secrets;

using System.Buffers;
using System.Text.RegularExpressions;

/// <summary>Finds what is a secret by its shape, in any text: private keys, tokens of well-known services, passwords in addresses. What it finds is never printed.</summary>
/// <remarks>A text without any of the signs costs one vectorised pass.</remarks>
public static partial class SecretShapes
{
    // Regular expressions whose repeats cannot overlap: linear in the text.
    static readonly (string What, Regex Shape, string[] Signs)[] All =
    [
        ("a private key", PrivateKey, ["-----BEGIN"]),
        ("an AWS access key", AwsKey, ["AKIA", "ASIA"]),
        ("a JSON Web Token", WebToken, ["eyJ"]),
        ("a GitHub token", GitHub, ["ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"]),
        ("a GitLab token", GitLab, ["glpat-"]),
        ("a Slack token", Slack, ["xoxa-", "xoxb-", "xoxe-", "xoxp-", "xoxr-", "xoxs-", "xapp-"]),
        ("a Slack webhook", SlackHook, ["hooks.slack.com/"]),
        ("a Stripe key", Stripe, ["sk_live_", "rk_live_", "sk_test_", "rk_test_", "whsec_"]),
        ("a Google API key", Google, ["AIza"]),
        ("an npm token", Npm, ["npm_"]),
        ("a PyPI token", PyPi, ["pypi-"]),
        ("a SendGrid key", SendGrid, ["SG."]),
        ("an Anthropic or OpenAI key", Models, ["sk-ant-", "sk-proj-"]),
        ("a Vault token", Vault, ["hvs.", "hvb."]),
        ("the password of an address", Address, ["://"]),
    ];

    static readonly SearchValues<string> Signs = SearchValues.Create([.. All.SelectMany(one => one.Signs)], StringComparison.Ordinal);

    // What stands in place of each character of a secret that was made unreadable.
    static readonly SearchValues<char> Covers = SearchValues.Create("*xX.…•");

    static readonly string[] SecretEnds =
    [
        "password", "passwd", "passphrase", "pwd", "secret", "token", "api_key", "apikey", "access_key", "accesskey", "secret_key", "secretkey", "private_key", "privatekey", "encryption_key",
        "signing_key", "credentials",
    ];

    /// <summary>Those that a text holds, in the order in which they stand; none overlaps another.</summary>
    public static IEnumerable<SecretShape> Find(string text)
    {
        if (!text.AsSpan().ContainsAny(Signs))
        {
            return [];
        }
        var found = new List<SecretShape>();
        foreach (var (what, shape, signs) in All)
        {
            if (Array.Exists(signs, sign => text.Contains(sign, StringComparison.Ordinal)))
            {
                found.AddRange(from Match match in shape.Matches(text)
                               let secret = match.Groups["secret"] is { Success: true } part ? part : match
                               where !IsPlaceholder(secret.ValueSpan)
                               select new SecretShape(new(secret.Index, secret.Length), what));
            }
        }
        found.Sort((one, other) => (one.Span.Start, -one.Span.Length).CompareTo((other.Span.Start, -other.Span.Length)));
        return WithoutOverlaps(found);
    }

    /// <summary>Whether a value only stands for one that comes from elsewhere, or was made unreadable: <c>${PASSWORD}</c>, <c>{{ password }}</c>, <c>$(PASSWORD)</c>, <c>&lt;password&gt;</c>, <c>****</c>; nothing is none either.</summary>
    public static bool IsPlaceholder(ReadOnlySpan<char> value)
    {
        value = value.Trim();
        return value.IsEmpty || value[0] is '$' or '%' && value.Length > 1 && (char.IsAsciiLetter(value[1]) || value[1] is '{' or '(') || value.Contains("${", StringComparison.Ordinal)
            || value.Contains("{{", StringComparison.Ordinal) || value[0] is '<' or '{' or '[' && value[^1] is '>' or '}' or ']' || !value.ContainsAnyExcept(Covers);
    }

    /// <summary>Whether a column or a key is called like something secret: <c>api_key</c>, <c>PGPASSWORD</c>, <c>clientSecret</c>; a hash, a date or a count of one is none.</summary>
    public static bool IsSecretName(ReadOnlySpan<char> name)
    {
        Span<char> plain = stackalloc char[Math.Min(name.Length, 128)];
        for (var i = 0; i < plain.Length; i++)
        {
            plain[i] = name[i] == '-' ? '_' : char.ToLowerInvariant(name[i]);
        }
        foreach (var end in SecretEnds)
        {
            if (plain.EndsWith(end, StringComparison.Ordinal))
            {
                return true;
            }
        }
        return false;
    }

    static IEnumerable<SecretShape> WithoutOverlaps(List<SecretShape> found)
    {
        var end = 0;
        foreach (var one in found)
        {
            if (one.Span.Start >= end)
            {
                end = one.Span.End;
                yield return one;
            }
        }
    }

    [GeneratedRegex("-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----(?:[^-]|-(?!----END))*(?:-----END [A-Z0-9 ]{1,40}-----)?", RegexOptions.CultureInvariant)]
    private static partial Regex PrivateKey { get; }

    [GeneratedRegex(@"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b", RegexOptions.CultureInvariant)]
    private static partial Regex AwsKey { get; }

    [GeneratedRegex(@"\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}", RegexOptions.CultureInvariant)]
    private static partial Regex WebToken { get; }

    [GeneratedRegex(@"\b(?:gh[opusr]_[A-Za-z0-9]{36,251}|github_pat_[A-Za-z0-9_]{60,244})\b", RegexOptions.CultureInvariant)]
    private static partial Regex GitHub { get; }

    [GeneratedRegex(@"\bglpat-[A-Za-z0-9_-]{20,}", RegexOptions.CultureInvariant)]
    private static partial Regex GitLab { get; }

    [GeneratedRegex(@"\b(?:xox[abeprs]|xapp)-[A-Za-z0-9-]{10,}", RegexOptions.CultureInvariant)]
    private static partial Regex Slack { get; }

    [GeneratedRegex(@"hooks\.slack\.com/(?:services|workflows)/(?<secret>[A-Za-z0-9/]{20,})", RegexOptions.CultureInvariant)]
    private static partial Regex SlackHook { get; }

    [GeneratedRegex(@"\b(?:[sr]k_(?:live|test)_|whsec_)[A-Za-z0-9]{16,}", RegexOptions.CultureInvariant)]
    private static partial Regex Stripe { get; }

    [GeneratedRegex(@"\bAIza[A-Za-z0-9_-]{35}", RegexOptions.CultureInvariant)]
    private static partial Regex Google { get; }

    [GeneratedRegex(@"\bnpm_[A-Za-z0-9]{36}\b", RegexOptions.CultureInvariant)]
    private static partial Regex Npm { get; }

    [GeneratedRegex(@"\bpypi-[A-Za-z0-9_-]{50,}", RegexOptions.CultureInvariant)]
    private static partial Regex PyPi { get; }

    [GeneratedRegex(@"\bSG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}", RegexOptions.CultureInvariant)]
    private static partial Regex SendGrid { get; }

    [GeneratedRegex(@"\bsk-(?:ant|proj)-[A-Za-z0-9_-]{20,}", RegexOptions.CultureInvariant)]
    private static partial Regex Models { get; }

    [GeneratedRegex(@"\bhv[sb]\.[A-Za-z0-9_-]{24,}", RegexOptions.CultureInvariant)]
    private static partial Regex Vault { get; }

    // scheme://user:password@host, as far as the last at sign before the path.
    [GeneratedRegex(@"(?<=[A-Za-z])://[^\s:/?#@'""<>`]{0,200}:(?<secret>[^\s/?#@'""`]{1,500})@(?=[^\s@'""]|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Address { get; }
}
