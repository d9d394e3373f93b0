namespace Turnstone.Scanning;

using Turnstone.Sql;

/// <summary>A secret in a file, where the value itself stands.</summary>
/// <param name="Value">Never printed.</param>
/// <param name="What">What it is, to begin a sentence with: <c>The value of PGPASSWORD</c>.</param>
readonly record struct FoundSecret(TextSpan Span, string Value, string What)
{
    /// <summary>Whether everybody tries it first, so that it is none.</summary>
    public bool IsDefault { get; init; }

    /// <summary>The value never.</summary>
    public override string ToString() => $"{What} at {Span.Start}";
}
