namespace Turnstone.Servers;

using Turnstone.Text;

/// <summary>How a target's database encodes and sorts texts.</summary>
/// <param name="Provider"><c>c</c> for the system's library, <c>i</c> for ICU, <c>b</c> for the server's own; none before PostgreSQL 15.</param>
/// <param name="Name">The locale of ICU's or of the server's own.</param>
/// <param name="Rules">What is sorted otherwise than ICU does.</param>
public sealed record TargetLocale(string Encoding, string Collate, string Type, string? Provider, string? Name, string? Rules)
{
    internal Sql Options => $" ENCODING {Literal.Of(Encoding)}{Source} LC_COLLATE {Literal.Of(Collate)} LC_CTYPE {Literal.Of(Type)}";

    Sql Source => Provider switch
    {
        "i" => $" LOCALE_PROVIDER icu ICU_LOCALE {Literal.Of(Name)}{(Rules is null ? Sql.Empty : (Sql)$" ICU_RULES {Literal.Of(Rules)}")}",
        "b" => $" LOCALE_PROVIDER builtin BUILTIN_LOCALE {Literal.Of(Name)}",
        null => Sql.Empty,
        _ => $" LOCALE_PROVIDER libc",
    };

    public override string ToString() => $"{Encoding}, {(Provider is "i" or "b" ? Name : Collate)}";
}
