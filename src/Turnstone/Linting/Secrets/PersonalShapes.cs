namespace Turnstone.Linting.Secrets;

using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

/// <summary>Finds what is about a person by its shape: addresses for mail, numbers of accounts, cards and telephones. What is made up for examples is none.</summary>
static partial class PersonalShapes
{
    static readonly SearchValues<char> Signs = SearchValues.Create("@+0123456789");

    static readonly HashSet<string> MadeUpDomains = new(StringComparer.OrdinalIgnoreCase)
    {
        "example.com", "example.org", "example.net", "example.edu", "test.com", "domain.com", "acme.com", "localhost",
    };

    // RFC 2606, RFC 6761.
    static readonly string[] MadeUpEnds = [".example", ".example.com", ".example.org", ".example.net", ".test", ".invalid", ".localhost", ".local", ".internal"];

    // Nobody's own: RFC 2142, and what firms call theirs.
    static readonly HashSet<string> Roles = new(StringComparer.OrdinalIgnoreCase)
    {
        "abuse", "accounts", "admin", "administrator", "billing", "bot", "contact", "demo", "dev", "help", "hello", "hostmaster", "info", "jobs", "mail", "marketing", "me", "no-reply", "noreply", "nobody",
        "notifications", "office", "postmaster", "press", "root", "sales", "security", "service", "support", "system", "team", "test", "user", "webmaster", "you", "git",
    };

    // What payment services give out for tests.
    static readonly HashSet<string> TestCards = new(StringComparer.Ordinal)
    {
        "4242424242424242", "4111111111111111", "4000056655665556", "5555555555554444", "5105105105105100", "5200828282828210", "378282246310005", "371449635398431", "6011111111111117", "6011000990139424",
        "3530111333300000", "3566002020360505", "4012888888881881", "4222222222222", "2223003122003222", "4000000000000002",
    };

    /// <summary>Those that a text holds, in the order in which they stand.</summary>
    /// <param name="column">What it is the value of, which tells what nine digits are; none where that is not known.</param>
    public static IEnumerable<SecretShape> Find(string text, string? column)
    {
        if (text.Length < 6 || !text.AsSpan().ContainsAny(Signs))
        {
            return [];
        }
        return Of(Email, text, "an e-mail address", IsSomebodys)
            .Concat(Of(Iban, text, "an account number (IBAN)", IsIban))
            .Concat(Of(Card, text, "a card number", IsCard))
            .Concat(Of(Phone, text, "a telephone number", IsPhone))
            .Concat(column is not null && SocialColumn.IsMatch(column) ? Of(Social, text, "a social security number", value => value is not ("000-00-0000" or "123-45-6789" or "078-05-1120")) : [])
            .OrderBy(one => one.Span.Start);
    }

    static IEnumerable<SecretShape> Of(Regex shape, string text, string what, Func<string, bool> isOne) =>
        shape.Matches(text).Where(match => isOne(match.Value)).Select(match => new SecretShape(new(match.Index, match.Length), what));

    static bool IsSomebodys(string address)
    {
        var (name, domain) = (address[..address.IndexOf('@', StringComparison.Ordinal)], address[(address.IndexOf('@', StringComparison.Ordinal) + 1)..]);
        return !Roles.Contains(name) && !MadeUpDomains.Contains(domain) && !Array.Exists(MadeUpEnds, end => domain.EndsWith(end, StringComparison.OrdinalIgnoreCase));
    }

    // ISO 13616: the first four to the end, letters as numbers from 10, and the rest by 97 is 1.
    static bool IsIban(string value)
    {
        var plain = value.Replace(" ", "", StringComparison.Ordinal);
        var rest = 0;
        foreach (var letter in plain[4..] + plain[..4])
        {
            rest = char.IsAsciiDigit(letter) ? (rest * 10 + (letter - '0')) % 97 : (rest * 100 + (letter - 'A' + 10)) % 97;
        }
        return rest == 1 && plain.AsSpan(4).ContainsAnyExcept('0');
    }

    // Luhn's sum.
    static bool IsCard(string value)
    {
        var digits = value.Where(char.IsAsciiDigit).Select(digit => digit - '0').Reverse().ToList();
        var sum = digits.Select((digit, at) => at % 2 == 0 ? digit : digit > 4 ? 2 * digit - 9 : 2 * digit).Sum();
        return sum % 10 == 0 && digits.Distinct().Count() > 2 && !TestCards.Contains(string.Concat(digits.AsEnumerable().Reverse().Select(digit => digit.ToString(CultureInfo.InvariantCulture))));
    }

    // Numbers that are kept for films and books, North America's 555-01xx and Britain's 7700 900xxx, and what is made up after them in other countries.
    static bool IsPhone(string value)
    {
        var digits = string.Concat(value.Where(char.IsAsciiDigit));
        return digits.Length is >= 9 and <= 15 && !(digits[0] == '1' && digits.Length == 11 && digits[4..].StartsWith("555", StringComparison.Ordinal)) && !digits.StartsWith("447700900", StringComparison.Ordinal)
            && digits.Distinct().Count() > 2 && !digits.Contains("1234567", StringComparison.Ordinal) && !digits.Contains("55501", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"(?<![\w.%+/:-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,24}(?![\w-])", RegexOptions.CultureInvariant)]
    private static partial Regex Email { get; }

    [GeneratedRegex(@"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b", RegexOptions.CultureInvariant)]
    private static partial Regex Iban { get; }

    [GeneratedRegex(@"(?<![\w.+-])(?:4\d{3}|5[1-5]\d{2}|2[2-7]\d{2}|6011|65\d{2}|3[47]\d{2})(?:[ -]?\d{4}){2}[ -]?\d{1,7}(?![\w.-])", RegexOptions.CultureInvariant)]
    private static partial Regex Card { get; }

    [GeneratedRegex(@"(?<![\w.+])\+[1-9]\d{0,2}(?:[ ./-]?\(?\d{1,5}\)?){2,5}(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Phone { get; }

    [GeneratedRegex(@"(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])", RegexOptions.CultureInvariant)]
    private static partial Regex Social { get; }

    [GeneratedRegex(@"(?:^|_)(?:ssn|social_security|socialsecurity|tax_id|national_id)(?:$|_)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex SocialColumn { get; }
}
