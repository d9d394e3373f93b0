namespace Turnstone.Configuration.Connections;

using System.Data.Common;
using Turnstone.Text;

/// <summary>A database's address in any of the forms that people have at hand.</summary>
static class ConnectionText
{
    const string Jdbc = "jdbc:";

    /// <summary>What it says; or what is wrong with it, in words that hold nothing of the text, which may be a secret.</summary>
    public static (ConnectionParameters? Parameters, string? Problem) Read(string text)
    {
        var trimmed = text.Trim();
        return trimmed switch
        {
            "" => (null, "is empty"),
            _ when trimmed.StartsWith(Jdbc, StringComparison.OrdinalIgnoreCase) => ConnectionUri.Read(trimmed[Jdbc.Length..], isJdbc: true),
            _ when trimmed.Contains("://", StringComparison.Ordinal) && ConnectionUri.IsOne(trimmed) => ConnectionUri.Read(trimmed, isJdbc: false),
            _ when IsNpgsql(trimmed) => ReadNpgsql(trimmed),
            _ when trimmed.Contains('=', StringComparison.Ordinal) => ConnectionWords.Read(trimmed),
            _ => (null, "is neither a URL (postgres://…), nor key=value pairs, nor a source (env:NAME, file:path, exec:command)"),
        };
    }

    /// <summary>Whether a password stands in the text; a text that cannot be read is looked at for signs of one.</summary>
    public static bool HoldsPassword(string text) =>
        !Secrets.SecretSources.IsReference(text)
        && (Read(text).Parameters is { } parameters ? parameters.HoldsPassword : new Masking().Mask(text) != text);

    /// <remarks>A semicolon may also stand in a libpq value; a keyword after it tells the two apart.</remarks>
    static bool IsNpgsql(string text) => text.Split(';') is { Length: > 1 } parts && parts.Skip(1).Any(part =>
        string.IsNullOrWhiteSpace(part) || (part.Split('=') is [var keyword, _, ..] && ConnectionKeyword.Find(keyword) is not null));

    static (ConnectionParameters?, string?) ReadNpgsql(string text)
    {
        var pairs = new DbConnectionStringBuilder();
        try
        {
            pairs.ConnectionString = text;
        }
        catch (ArgumentException)
        {
            return (null, "is not a connection string: a quote is not closed or a keyword has no value");
        }
        return (pairs.Keys.Cast<string>().Aggregate(ConnectionParameters.None, (sofar, key) => sofar.With(key, (string)pairs[key])), null);
    }
}
