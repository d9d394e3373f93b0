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

    public void AppendLiteral(string literal) => text.Append(literal);
    public void AppendFormatted(Identifier name) => text.Append(name.ToString());
    public void AppendFormatted(QualifiedName name) => text.Append(name.ToString());
    public void AppendFormatted(Literal value) => text.Append(value.ToString());
    public void AppendFormatted(Verbatim sql) => text.Append(sql.Text);
    public void AppendFormatted(Sql fragment) => text.Append(fragment.text);
    public void AppendFormatted(long number) => text.Append(CultureInfo.InvariantCulture, $"{number}");

    /// <summary>Refused: as a number, which is all that fits, it would be its code.</summary>
    [Obsolete("Write the character as a Literal.", error: true)]
    public void AppendFormatted(char character) => throw new NotSupportedException($"{character}");

    public override string ToString() => text.ToString();
}
