namespace Turnstone.Text;

/// <summary>A value that is never printed: as text it is a row of stars.</summary>
public sealed class Secret(string value)
{
    /// <summary>What stands in output where the value would stand.</summary>
    public const string Mask = "******";

    /// <summary>The value itself, for the one place that sends it.</summary>
    public string Reveal() => value;

    public override string ToString() => Mask;
}
