namespace Turnstone.Execution;

using Turnstone.Steps;
using Turnstone.Text;

/// <summary>What a program that uses the library brings along: its clock, its variables, what it hides, and who listens.</summary>
public sealed record Surroundings(
    IReadOnlyDictionary<string, string> Environment, Masking Masking, TimeProvider Time, Action<RunEvent> OnEvent);
