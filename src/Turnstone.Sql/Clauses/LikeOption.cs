namespace Turnstone.Sql.Clauses;

/// <summary>What is taken over of a table that another one is like, or is not.</summary>
/// <param name="What">In capitals: <c>INDEXES</c>, <c>ALL</c>.</param>
public readonly record struct LikeOption(bool IsIncluded, string What);
