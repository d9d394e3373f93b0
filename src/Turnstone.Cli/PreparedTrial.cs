namespace Turnstone.Cli;

using Turnstone.Verification;

/// <summary>What is to be tried, once that is known.</summary>
/// <param name="Pipeline">Onto the database that says where it stands; none where none is asked.</param>
sealed record PreparedTrial(VerifyRequest Request, Pipeline? Pipeline);
