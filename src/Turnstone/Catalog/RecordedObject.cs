namespace Turnstone.Catalog;

using System.Collections.Immutable;
using Turnstone.Text;

/// <summary>An object as a document says it is: enough to compare with, not to make it.</summary>
sealed record RecordedObject(ObjectId Id, ImmutableArray<Property> Said, Concern Danger) : SchemaObject(Id)
{
    /// <inheritdoc/>
    public override IEnumerable<Property> Properties => Said;

    /// <inheritdoc/>
    protected override IEnumerable<Property> Own => Said;

    /// <inheritdoc/>
    public override Concern Concern => Danger;

    /// <inheritdoc/>
    public override int Rank => 0;

    /// <inheritdoc/>
    public override IEnumerable<Sql> Create(Schema schema) => throw Unknown;

    /// <inheritdoc/>
    public override Sql Drop => throw Unknown;

    NotSupportedException Unknown => new($"A document does not say how {Id} is made.");
}
