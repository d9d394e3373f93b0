namespace Turnstone.Linting.Knowledge;

using Turnstone.Sql;

/// <summary>What things are called in messages.</summary>
public sealed partial class KnownSchema
{
    /// <summary>As one would write it: without its schema where that is looked in anyway.</summary>
    public ObjectName Written(KnownTable table) => table.Name.Schema == UsualSchema ? new(null, new(table.Name.Name)) : table.Name.AsWritten;
}
