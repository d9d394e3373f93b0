namespace Turnstone.Linting.Rules.Files;

using Turnstone.Diagnostics;

/// <summary>A file that nobody reads to its end.</summary>
sealed class ScriptTooLarge : FileRule
{
    public override string Name => "script-too-large";

    public override RuleTopic Topic => RuleTopic.Files;

    public override Severity Severity => Severity.Warning;

    internal override bool TakesLimit => true;

    public override bool IsHouseRule => true;

    public override string Danger => "A migration of many statements is reviewed by scrolling, and all that commits together holds all of its locks until the last statement is done.";

    public override string Cure => "Several migrations, each with one purpose; rows of data in a data file that one COPY reads.";

    public override string Limits => "20 statements are the most, or what `lint: { rules: { script-too-large: { limit: 50 } } }` says.";

    const int Usual = 20;

    protected internal override IEnumerable<Finding> Check(FileContext context)
    {
        var most = context.Options.Of(this).Limit ?? Usual;
        if (context.Statements.Length > most)
        {
            yield return new(default, $"{context.Statements.Length} statements are more than {most}.");
        }
    }
}
