namespace Turnstone.Plans;

using System.Text.Json.Serialization;

/// <summary>What the runner starts, records and resumes.</summary>
/// <param name="Ordinal">Its number within the migration, from 1.</param>
/// <param name="Line">Where it begins in the migration's file, from 1.</param>
/// <param name="Digest">SHA-256 over what it will do, in hexadecimal: a finished step that still has its digest is not run again.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(SqlStep), "sql")]
public abstract record Step(
    [property: JsonPropertyOrder(-1)] int Ordinal, [property: JsonPropertyOrder(-1)] int Line, [property: JsonPropertyOrder(-1)] string Digest)
{
    /// <summary>The file that it stands in, where that is not the migration's own: a hook's.</summary>
    [JsonIgnore]
    public virtual string? File => null;
}
