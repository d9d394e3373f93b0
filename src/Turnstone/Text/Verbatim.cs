namespace Turnstone.Text;

/// <summary>SQL that somebody else wrote, taken as it stands: a slice of a migration, or text of our own resources.</summary>
/// <remarks>The only way past the quoting of <see cref="Sql"/>; the name is there to be searched for.</remarks>
public readonly record struct Verbatim(string Text)
{
    public override string ToString() => Text;
}
