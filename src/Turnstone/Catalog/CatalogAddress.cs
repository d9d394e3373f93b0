namespace Turnstone.Catalog;

/// <summary>Where the server keeps an object, or a column of it: <c>classid</c>, <c>objid</c> and <c>objsubid</c> of <c>pg_depend</c>.</summary>
readonly record struct CatalogAddress(uint Catalog, uint Oid, int Column)
{
    public static CatalogAddress Of(CatalogRow row) => new(row.Oid(), row.Oid(), row.Column());
}
