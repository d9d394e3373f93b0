namespace Turnstone.Catalog;

/// <summary>One thing that is so of an object: what is compared, hashed and shown.</summary>
/// <param name="Name">As a person says it: <c>default</c>.</param>
/// <param name="Value">None where there is nothing of that kind: no default.</param>
public readonly record struct Property(string Name, string? Value, Concern Concern = Concern.Integrity)
{
    /// <summary>The value of what is so or is not, where it is so.</summary>
    public const string Yes = "yes";

    /// <summary>One that is so or is not; only what is so has a value.</summary>
    public static Property Of(string name, bool holds, Concern concern = Concern.Integrity) => new(name, holds ? Yes : null, concern);

    /// <summary>Several values in their order.</summary>
    public static Property Of(string name, IEnumerable<string> values, Concern concern = Concern.Integrity) =>
        new(name, string.Join(", ", values) is { Length: > 0 } list ? list : null, concern);
}
