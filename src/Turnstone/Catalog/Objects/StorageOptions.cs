namespace Turnstone.Catalog.Objects;

using System.Collections.Immutable;
using Turnstone.Sql;
using Turnstone.Text;

/// <summary>Storage parameters as <c>reloptions</c> has them: <c>fillfactor=70</c>.</summary>
static class StorageOptions
{
    /// <summary><c> WITH (fillfactor='70')</c>, or nothing.</summary>
    public static Sql With(ImmutableArray<string> options) => options.IsEmpty ? Sql.Empty : $" WITH ({List(options)})";

    /// <param name="altering"><c>ALTER TABLE t</c></param>
    public static IEnumerable<Sql> Between(Sql altering, ImmutableArray<string> before, ImmutableArray<string> after)
    {
        var gone = before.Select(Name).Except(after.Select(Name)).ToList();
        if (gone.Count > 0)
        {
            yield return $"{altering} RESET ({Sql.Join(", ", gone.Select(name => Quoted(name)))})";
        }
        if (after.Except(before).ToImmutableArray() is { IsEmpty: false } come)
        {
            yield return $"{altering} SET ({List(come)})";
        }
    }

    static Sql List(IEnumerable<string> options) => Sql.Join(", ", options.Select(option => (Sql)$"{Quoted(Name(option))}={Value(option[(Name(option).Length + 1)..])}"));

    static string Name(string option) => option[..option.IndexOf('=', StringComparison.Ordinal)];

    // toast.autovacuum_enabled
    static Sql Quoted(string name) => Sql.Join(".", name.Split('.').Select(part => (Sql)$"{new PlainName(part)}"));

    // A number or a word as it is, as everybody writes it.
    static Sql Value(string value) => value.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.' or '-') && value.Length > 0 && (char.IsAsciiDigit(value[0]) || value is "true" or "false" or "on" or "off")
        ? (Sql)$"{new Verbatim(value)}"
        : (Sql)$"{Literal.Of(value)}";
}
