namespace Turnstone.Catalog.Objects;

using System.Collections.Immutable;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>Options of a foreign data wrapper, its servers, tables and columns, as <c>fdwoptions</c> and its like have them: <c>host=a</c>. Everybody may read them.</summary>
static class ForeignOptions
{
    /// <summary><c> OPTIONS (host 'a')</c>, or nothing.</summary>
    public static Sql Of(ImmutableArray<string> options) => options.IsEmpty ? Sql.Empty : $" OPTIONS ({Sql.Join(", ", options.Select(Pair))})";

    /// <summary><c> OPTIONS (ADD host 'a', SET port '1', DROP user)</c>, or nothing.</summary>
    public static Sql Between(ImmutableArray<string> before, ImmutableArray<string> after)
    {
        var (here, there) = (after.Select(Name).ToList(), before.Select(Name).ToList());
        IEnumerable<Sql> steps =
        [
            .. there.Except(here).Select(name => (Sql)$"DROP {new PlainName(name)}"),
            .. after.Except(before).Select(option => (Sql)$"{new Verbatim(there.Contains(Name(option)) ? "SET" : "ADD")} {Pair(option)}"),
        ];
        return steps.Any() ? $" OPTIONS ({Sql.Join(", ", steps)})" : Sql.Empty;
    }

    static Sql Pair(string option) => $"{new PlainName(Name(option))} {Literal.Of(option[(Name(option).Length + 1)..])}";

    static string Name(string option) => option[..option.IndexOf('=', StringComparison.Ordinal)];
}
