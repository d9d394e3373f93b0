namespace Turnstone.Linting.Trace;

/// <summary>What a relation is, as far as a lock on it is concerned.</summary>
public enum RelationKind
{
    /// <summary>With rows of its own or of its partitions; a foreign one too.</summary>
    Table,
    View,
    MaterializedView,
    Sequence,
    Index,
}
