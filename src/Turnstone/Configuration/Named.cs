namespace Turnstone.Configuration;

using System.Collections.Immutable;

/// <summary>Values by names that a project gives.</summary>
static class Named<T>
{
    public static readonly ImmutableSortedDictionary<string, T> None = ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal);
}
