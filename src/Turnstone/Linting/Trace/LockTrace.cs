namespace Turnstone.Linting.Trace;

using System.Collections.Immutable;

/// <summary>What the statements of a run were seen to do on a server, in their order.</summary>
public sealed record LockTrace(ImmutableArray<TracedStatement> Statements);
