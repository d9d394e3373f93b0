namespace Turnstone.Linting;

using Turnstone.Sql;

/// <summary>A lock on a table that a statement takes.</summary>
public sealed record TableLock(ObjectName Table, LockMode Mode);
