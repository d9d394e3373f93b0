namespace Turnstone.Catalog;

/// <summary>In which way an object is not the same.</summary>
public enum DifferenceKind
{
    /// <summary>Only the second side has it.</summary>
    Added,

    /// <summary>Only the first side has it.</summary>
    Removed,

    /// <summary>Both have it, not alike.</summary>
    Changed,

    /// <summary>Both have it, the second by another name.</summary>
    Renamed,
}
