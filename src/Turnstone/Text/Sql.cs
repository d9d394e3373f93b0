namespace Turnstone.Text;

using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Turnstone.Sql;

/// <summary>SQL built by interpolation, in which every hole has been quoted for what it is.</summary>
/// <remarks>There is no overload for <see cref="string"/>: a hole of unknown meaning does not compile.</remarks>
[InterpolatedStringHandler]
public sealed class Sql(int literalLength, int holes)
{
    readonly StringBuilder text = new(literalLength + 16 * holes);

    /// <summary>Nothing.</summary>
    public static Sql Empty => new(0, 0);

    /// <summary>Whether it says nothing.</summary>
    public bool IsEmpty => text.Length == 0;

    public void AppendLiteral(string literal) => text.Append(literal);
    public void AppendFormatted(Identifier name) => text.Append(name.ToString());
    public void AppendFormatted(PlainName name) => text.Append(name.ToString());
    public void AppendFormatted(QualifiedName name) => text.Append(name.ToString());
    public void AppendFormatted(Literal value) => text.Append(value.ToString());
    public void AppendFormatted(Verbatim sql) => text.Append(sql.Text);
    public void AppendFormatted(Sql fragment) => text.Append(fragment.text);
    public void AppendFormatted(long number) => text.Append(CultureInfo.InvariantCulture, $"{number}");

    /// <summary>Refused: as a number, which is all that fits, it would be its code.</summary>
    [Obsolete("Write the character as a Literal.", error: true)]
    public void AppendFormatted(char character) => throw new NotSupportedException($"{character}");

    /// <summary>All of them in a row.</summary>
    /// <param name="separator">Of our own text: a comma, a line's end.</param>
    public static Sql Join(string separator, IEnumerable<Sql> fragments)
    {
        var all = new Sql(0, 0);
        foreach (var (place, fragment) in fragments.Index())
        {
            all.text.Append(place == 0 ? "" : separator).Append(fragment.text);
        }
        return all;
    }

    public override string ToString() => text.ToString();
}
