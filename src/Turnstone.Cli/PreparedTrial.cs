namespace Turnstone.Cli;

using Turnstone.Linting.Knowledge;
using Turnstone.Signing;
using Turnstone.Verification;

/// <summary>What is to be tried, once that is known.</summary>
/// <param name="Pipeline">Onto the database that says where it stands; none where none is asked.</param>
/// <param name="Signer">Who signs the evidence; none where it does not leave this process.</param>
/// <param name="Figures">Of a database that is not asked; none where nobody wrote them.</param>
sealed record PreparedTrial(VerifyRequest Request, Pipeline? Pipeline, SigningKey? Signer, DatabaseFigures? Figures);
