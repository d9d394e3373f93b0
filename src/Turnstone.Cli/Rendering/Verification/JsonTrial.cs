namespace Turnstone.Cli.Rendering.Verification;

using Turnstone.Text;

/// <summary>The same members that <c>--json</c> shows.</summary>
sealed class JsonTrial : TrialFormat
{
    public override string Extension => ".json";

    public override string Mark => "\"digest\":";

    public override string Write(TrialReport trial) => new MaskedJson(new Masking(), indented: true).Write(json => TrialDocument.Write(json, trial), showsSecrets: true) + "\n";
}
