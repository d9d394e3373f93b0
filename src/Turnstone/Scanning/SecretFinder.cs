namespace Turnstone.Scanning;

using System.Buffers;
using Turnstone.Linting.Secrets;
using Turnstone.Sql;

/// <summary>Finds secrets in a file: by their shape everywhere, by the name before them where a file configures or delivers.</summary>
static class SecretFinder
{
    const int FarthestPart = 300;

    static readonly SearchValues<string> Names = SearchValues.Create(
        ["passw", "passphrase", "pwd", "secret", "token", "api_key", "api-key", "apikey", "access_key", "access-key", "accesskey", "private_key", "private-key", "privatekey", "encryption_key", "signing_key"],
        StringComparison.OrdinalIgnoreCase);

    // A connection string has more parts than the password.
    static readonly SearchValues<string> Parts = SearchValues.Create(["host=", "server=", "data source=", "user id=", "userid=", "username=", "user=", "uid=", "dbname=", "database="], StringComparison.OrdinalIgnoreCase);

    static readonly SearchValues<char> ValueEnds = SearchValues.Create(" \t;,\"'`<&)}\\"), PatternSigns = SearchValues.Create("()[]{}|\\");

    // PASSWORD '…' is said of these.
    static readonly SearchValues<string> Roles = SearchValues.Create(["role ", "user ", "server ", "mapping ", "options", "group "], StringComparison.OrdinalIgnoreCase);

    /// <summary>In the order in which they stand; none overlaps another.</summary>
    public static IEnumerable<FoundSecret> Find(string text, Language language, string name)
    {
        var found = SecretShapes.Find(text).Where(shape => shape.Span.Length >= 4).Select(shape => OfShape(text, shape)).Where(one => one.Value != "")
            .Concat(language == Languages.Yaml ? SecretManifest.Find(text) : []).Concat(Named(text, language)).Concat(name is ".pgpass" or "pgpass.conf" ? PasswordFile(text) : []);
        var end = 0;
        foreach (var one in found.OrderBy(one => one.Span.Start).ThenByDescending(one => one.Span.Length))
        {
            if (one.Span.Start >= end)
            {
                end = one.Span.End;
                yield return one;
            }
        }
    }

    static FoundSecret OfShape(string text, SecretShape shape)
    {
        var value = text.Substring(shape.Span.Start, shape.Span.Length);
        var isAddress = shape.Span.Start > 0 && text[shape.Span.Start - 1] == ':';
        if (!isAddress)
        {
            return new(shape.Span, value, Sentence(shape.What));
        }
        // A pattern for addresses is none.
        return SecretValue.IsLiteral(value) && !value.AsSpan().ContainsAny(PatternSigns) ? new(shape.Span, value, Sentence(shape.What)) { IsDefault = SecretValue.IsDefault(value) || IsUser(text, shape.Span) } : new(shape.Span, "", shape.What);
    }

    // app:app@ is no more of a secret than postgres:postgres@.
    static bool IsUser(string text, TextSpan password)
    {
        var user = password.Start - 1 - password.Length;
        return user > 0 && text[user - 1] == '/' && text.AsSpan(user, password.Length).Equals(text.AsSpan(password.Start, password.Length), StringComparison.Ordinal);
    }

    static string Sentence(string what) => $"{char.ToUpperInvariant(what[0])}{what[1..]}";

    // host:port:database:user:password
    static IEnumerable<FoundSecret> PasswordFile(string text)
    {
        var start = 0;
        foreach (var line in text.Split('\n'))
        {
            var fields = line.TrimEnd('\r').Split(':');
            if (fields.Length >= 5 && !line.StartsWith('#') && string.Join(':', fields[4..]) is { Length: > 0 } value && SecretValue.IsLiteral(value))
            {
                yield return new(new(start + line.IndexOf(value, line.Length - value.Length - 1, StringComparison.Ordinal), value.Length), value, "The password of a password file") { IsDefault = SecretValue.IsDefault(value) };
            }
            start += line.Length + 1;
        }
    }

    static IEnumerable<FoundSecret> Named(string text, Language language)
    {
        var at = 0;
        while (at < text.Length && text.AsSpan(at).IndexOfAny(Names) is >= 0 and var next)
        {
            at += next;
            var (start, end) = (at, at);
            while (start > 0 && IsNamePart(text[start - 1]))
            {
                start--;
            }
            while (end < text.Length && IsNamePart(text[end]))
            {
                end++;
            }
            if (ValueOf(text, start, end, language) is { } value && Judge(text, text[start..end], value) is { } secret)
            {
                yield return secret;
                end = Math.Max(end, value.End);
            }
            at = end;
        }
    }

    static bool IsNamePart(char character) => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' or '.';

    static FoundSecret? Judge(string text, string name, TextSpan span)
    {
        var value = text.AsSpan(span.Start, span.Length);
        name = name.TrimStart('-', '.');
        if (name is "PWD" or "OLDPWD" || !SecretShapes.IsSecretName(name) || !SecretValue.IsLiteral(value))
        {
            return null;
        }
        var isPassword = name.Contains("passw", StringComparison.OrdinalIgnoreCase) || name.EndsWith("pwd", StringComparison.OrdinalIgnoreCase) || name.EndsWith("passphrase", StringComparison.OrdinalIgnoreCase);
        return isPassword || SecretValue.IsRandom(value) ? new(span, value.ToString(), $"The value of {name}") { IsDefault = SecretValue.IsDefault(value) } : null;
    }

    // Where the value behind a name stands; none where the name gives none away.
    static TextSpan? ValueOf(string text, int start, int end, Language language)
    {
        var line = LineOf(text, start);
        if (SqlValue(text, start, end, line) is { } literal)
        {
            return literal;
        }
        if (language.IsDelivery && EntryValue(text, start, end, line) is { } entry)
        {
            return entry;
        }
        var quote = end < text.Length && text[end] is '"' or '\'' ? text[end] : '\0';
        var sign = AfterBlanks(text, quote == '\0' ? end : end + 1);
        if (sign >= text.Length || text[sign] is not ('=' or ':' or '>') || sign + 1 < text.Length && text[sign] == '=' && text[sign + 1] == '=')
        {
            return IsDocker(text, start, end, line) ? Value(text, AfterBlanks(text, end), line, wholeLine: false) : null;
        }
        var value = AfterBlanks(text, sign + 1);
        if (text[sign] == '=' && IsConnection(text, start, value, line) && (language.IsDelivery || IsQuoted(text, line.Start, start)))
        {
            return Value(text, value, line, wholeLine: false);
        }
        var isFirst = IsFirst(text, line.Start, start);
        return Counts(language, text[sign], isTight: value == end + 1, isQuotedName: quote != '\0', isFirst, isQuoted: value < text.Length && text[value] is '"' or '\'', isFlow: IsFlow(text, line.Start, start))
            ? Value(text, value, line, wholeLine: language.IsIndented && isFirst && text[sign] == ':') : null;
    }

    // name: PGPASSWORD, value: x, in a line each or in one, as containers are given their environment.
    static TextSpan? EntryValue(string text, int start, int end, (int Start, int End) line)
    {
        var before = text.AsSpan(line.Start, start - line.Start).TrimEnd(" \t\"'");
        if (before is not [.., ':'] || !before[..^1].TrimEnd(" \t\"'").EndsWith("name", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }
        var at = end;
        while (at < text.Length && text[at] is ' ' or '\t' or '\r' or '\n' or '"' or '\'' or ',')
        {
            at++;
        }
        if (!text.AsSpan(at).StartsWith("value", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }
        at = AfterBlanks(text, at + "value".Length);
        at = at < text.Length && text[at] is '"' or '\'' ? AfterBlanks(text, at + 1) : at;
        if (at >= text.Length || text[at] != ':')
        {
            return null;
        }
        var valueLine = LineOf(text, at);
        return Value(text, AfterBlanks(text, at + 1), valueLine, wholeLine: valueLine.Start != line.Start);
    }

    static bool Counts(Language language, char sign, bool isTight, bool isQuotedName, bool isFirst, bool isQuoted, bool isFlow) => !language.IsDelivery || language.IsSql ? false : language.Name switch
    {
        // A comparison has blanks.
        "shell" => sign == '=' && isTight,
        "YAML" => sign == ':' && (isFirst || isQuotedName || isFlow) || sign == '=' && isTight,
        "JSON" => sign == ':' && isQuotedName && isQuoted || sign == '=' && isTight,
        "XML" => sign == '>' || sign == '=' && isQuoted,
        "Terraform" or "PowerShell" => sign == '=' && isQuoted,
        "properties" => isFirst && sign != '>',
        _ => sign == '=' && isTight || sign is '=' or ':' && isFirst,
    };

    static (int Start, int End) LineOf(string text, int at) => (text.LastIndexOf('\n', Math.Max(0, at - 1)) + 1, text.IndexOf('\n', at) is >= 0 and var end ? end : text.Length);

    static int AfterBlanks(string text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t')
        {
            at++;
        }
        return at;
    }

    // Nothing but blanks, list marks and a word that declares stands before the name on its line.
    static bool IsFirst(string text, int lineStart, int start) =>
        text.AsSpan(lineStart, start - lineStart).Trim(" \t-\"'#").ToString() is "" or "export" or "ENV" or "ARG" or "set" or "SET";

    // { user: app, password: x }
    static bool IsFlow(string text, int lineStart, int start) => text.AsSpan(lineStart, start - lineStart).TrimEnd() is [.., '{' or ','];

    static bool IsDocker(string text, int start, int end, (int Start, int End) line) =>
        end < line.End && text[end] == ' ' && text.AsSpan(line.Start, start - line.Start).Trim() is "ENV" or "ARG";

    // PASSWORD '…' in SQL.
    static TextSpan? SqlValue(string text, int start, int end, (int Start, int End) line)
    {
        var at = AfterBlanks(text, end);
        at = at < text.Length && text[at] is 'E' or 'e' ? at + 1 : at;
        if (at == end || at >= text.Length || text[at] != '\'' || !text.AsSpan(start, end - start).Equals("password", StringComparison.OrdinalIgnoreCase) || !text.AsSpan(line.Start, start - line.Start).ContainsAny(Roles))
        {
            return null;
        }
        return text.IndexOf('\'', at + 1) is var close && close > 0 && close <= line.End ? new(at + 1, close - at - 1) : null;
    }

    static bool IsConnection(string text, int start, int value, (int Start, int End) line)
    {
        var from = Math.Max(line.Start, start - FarthestPart);
        var to = Math.Min(line.End, value + FarthestPart);
        return value < line.End && (text.AsSpan(from, start - from).ContainsAny(Parts) || text.AsSpan(value, Math.Max(0, to - value)).ContainsAny(Parts));
    }

    // In code a name outside of quotes is a parameter's.
    static bool IsQuoted(string text, int lineStart, int at)
    {
        var before = text.AsSpan(lineStart, at - lineStart);
        return before.Count('"') % 2 == 1 || before.Count('\'') % 2 == 1 || before.Count('`') % 2 == 1;
    }

    static TextSpan? Value(string text, int at, (int Start, int End) line, bool wholeLine)
    {
        if (at >= line.End)
        {
            return null;
        }
        if (text[at] is '"' or '\'')
        {
            return text.IndexOf(text[at], at + 1) is var close && close > at && close <= line.End ? new(at + 1, close - at - 1) : null;
        }
        var rest = text.AsSpan(at, line.End - at);
        var length = wholeLine ? rest.IndexOf(" #") : rest.IndexOfAny(ValueEnds);
        rest = (length >= 0 ? rest[..length] : rest).TrimEnd();
        return rest.IsEmpty ? null : new(at, rest.Length);
    }
}
