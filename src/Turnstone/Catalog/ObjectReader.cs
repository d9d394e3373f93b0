namespace Turnstone.Catalog;

using Turnstone.Text;

/// <summary>Reads the objects of one kind.</summary>
abstract class ObjectReader
{
    /// <summary>A table, and which of its rows, one of which there is where the query finds anything; none of a kind that every database has.</summary>
    /// <remarks>To plan the query takes the server longer than to run it, and most databases have nothing of most kinds.</remarks>
    public virtual Sql? Found => null;

    /// <summary>
    /// A query of the catalogs alone, in a session whose <c>search_path</c> is empty, so that every name but <c>pg_catalog</c>'s comes with its schema.
    /// Its first three columns say where the server keeps the object: <c>classid</c>, <c>objid</c> and <c>objsubid</c> of <c>pg_depend</c>.
    /// </summary>
    public abstract Sql Query(CatalogScope scope);

    /// <summary>Makes the object of the row's other columns.</summary>
    public abstract SchemaObject Read(CatalogRow row);
}
