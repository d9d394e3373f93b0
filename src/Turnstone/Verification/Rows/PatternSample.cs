namespace Turnstone.Verification.Rows;

using System.Text;

/// <summary>Texts that a simple pattern matches: of a regular expression, of what stands behind LIKE.</summary>
/// <remarks>What it does not understand it takes as it stands: the server refuses the text.</remarks>
static class PatternSample
{
    const int Most = 64, Choices = 24;

    /// <summary>Some texts for a regular expression; they differ where it has a choice.</summary>
    public static IEnumerable<string> OfExpression(string pattern) => Enumerable.Range(0, Choices).Select(choice => new Reader(pattern, choice).Read());

    /// <summary>For LIKE, and SIMILAR TO.</summary>
    public static IEnumerable<string> OfLike(string pattern) => pattern.AsSpan().IndexOfAny('%', '_') < 0 ? [] :
        ((string[])["", "a", "1b", .. Enumerable.Range(1, Choices).Select(choice => FormattableString.Invariant($"v{choice}"))]).Select(between => pattern.Replace("%", between, StringComparison.Ordinal).Replace("_", "a", StringComparison.Ordinal));

    /// <summary>Reads an expression from left to right and writes what it matches.</summary>
    sealed class Reader(string pattern, int choice)
    {
        int at, used;

        public string Read() => Alternatives(0);

        string Alternatives(int depth)
        {
            List<string> all = [Sequence(depth)];
            while (at < pattern.Length && pattern[at] == '|')
            {
                at++;
                all.Add(Sequence(depth));
            }
            return all[choice % all.Count];
        }

        string Sequence(int depth)
        {
            var text = new StringBuilder();
            while (at < pattern.Length && pattern[at] != '|' && !(pattern[at] == ')' && depth > 0))
            {
                var begin = at;
                var piece = Piece(depth);
                var times = Times();
                var end = at;
                text.Append(times > 0 ? piece : "");
                for (var time = 1; time < times && piece.Length > 0 && text.Length < Most * 4; time++)
                {
                    at = begin;
                    text.Append(Piece(depth));
                }
                at = end;
            }
            return text.ToString();
        }

        string Piece(int depth)
        {
            var sign = pattern[at++];
            switch (sign)
            {
                case '^' or '$':
                    return "";
                case '.':
                    return Letter("abcdefgh123");
                case '[':
                    return Class();
                case '\\' when at < pattern.Length:
                    return pattern[at++] switch
                    {
                        'd' => Letter("1234567890"),
                        'w' => Letter("abcdefgh123"),
                        's' => " ",
                        'A' or 'Z' or 'm' or 'M' or 'y' or 'b' => "",
                        var other => $"{other}",
                    };
                case '(' when depth < Most:
                    var isAhead = at + 1 < pattern.Length && pattern[at] == '?' && pattern[at + 1] is '=' or '!';
                    at += at + 1 < pattern.Length && pattern[at] == '?' ? 2 : 0;
                    var inner = Alternatives(depth + 1);
                    at++;
                    return isAhead ? "" : inner;
                default:
                    return $"{sign}";
            }
        }

        string Letter(string letters) => $"{letters[(choice + used++ * (choice / 4)) % letters.Length]}";

        string Class()
        {
            var isOther = at < pattern.Length && pattern[at] == '^';
            at += isOther ? 1 : 0;
            var taken = new StringBuilder();
            for (var first = true; at < pattern.Length && (first || pattern[at] != ']'); first = false)
            {
                Member(taken);
            }
            at++;
            var letters = $"{taken}";
            var others = string.Concat("aA1_ ".Where(letter => !letters.Contains(letter, StringComparison.Ordinal)));
            return isOther ? others.Length > 0 ? others[..1] : "~" : letters.Length > 0 ? Letter(letters) : "";
        }

        // One letter, some of a stretch, or a class by name.
        void Member(StringBuilder taken)
        {
            if (pattern.AsSpan(at).StartsWith("[:", StringComparison.Ordinal) && pattern.IndexOf(":]", at, StringComparison.Ordinal) is > 0 and var end)
            {
                taken.Append(pattern[(at + 2)..end] switch { "digit" => "1234567890", "upper" => "ABCDEFGH", "space" or "blank" => " ", "punct" => ".", "xdigit" => "abcdef123", _ => "abcdefgh" });
                at = end + 2;
                return;
            }
            var from = pattern[at] == '\\' && at + 1 < pattern.Length ? Escaped(pattern[++at]) : pattern[at..(at + 1)];
            at++;
            if (from.Length == 1 && at + 1 < pattern.Length && pattern[at] == '-' && pattern[at + 1] != ']')
            {
                taken.Append(string.Concat(Enumerable.Range(from[0], Math.Max(1, pattern[at + 1] - from[0] + 1)).Take(Most).Select(letter => (char)letter)));
                at += 2;
                return;
            }
            taken.Append(from);
        }

        static string Escaped(char letter) => letter switch { 'd' => "1234567890", 'w' => "abcdefgh123", 's' => " ", _ => $"{letter}" };

        int Times()
        {
            var times = 1;
            if (at < pattern.Length && pattern[at] is '*' or '+' or '?')
            {
                times = pattern[at++] == '?' ? choice % 2 : 1 + choice % 2 * 2;
            }
            else if (at + 1 < pattern.Length && pattern[at] == '{' && char.IsDigit(pattern[at + 1]) && pattern.IndexOf('}', at) is > 0 and var end)
            {
                var bounds = pattern[(at + 1)..end].Split(',');
                at = end + 1;
                times = int.TryParse(bounds[0], out var least) ? least : 1;
                times = choice % 2 == 1 && bounds.Length == 2 ? int.TryParse(bounds[1], out var most) ? most : times + 1 : times;
            }
            at += at < pattern.Length && pattern[at] == '?' ? 1 : 0;
            return Math.Min(times, Most * 4);
        }
    }
}
