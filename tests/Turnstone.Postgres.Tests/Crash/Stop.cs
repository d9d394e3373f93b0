namespace Turnstone.Postgres.Tests.Crash;

/// <summary>A place in the talk between a run and its server: at which of its requests, and when.</summary>
/// <param name="Request">The first after signing in is 1.</param>
public sealed record Stop(int Request, Moment Moment)
{
    public override string ToString() => $"{Moment.ToString().ToLowerInvariant()} request {Request}";
}

/// <summary>When something happens to a request.</summary>
public enum Moment
{
    /// <summary>The server has nothing of it.</summary>
    Before,

    /// <summary>The server has it, and nothing of its answer is passed on.</summary>
    During,

    /// <summary>The server has answered it, and nothing of the answer is passed on.</summary>
    After,
}
