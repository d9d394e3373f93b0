namespace Turnstone.Sql;

/// <summary>One statement as far as it is read: the slice of its file that it is, and what it names.</summary>
public abstract record Statement(StatementSlice Slice);
