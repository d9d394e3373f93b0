namespace Turnstone.Tests.Grammar;

using Turnstone.Sql;

/// <summary>A statement of a corpus as we cut it out, or a damaged copy of one.</summary>
/// <param name="LeftOut">Why PostgreSQL's grammar is not asked about it; null where it is.</param>
sealed record CorpusStatement(CorpusFile File, StatementSlice Slice, string? LeftOut)
{
    public string Text => Slice.Text;

    /// <summary>What it is called; a damaged copy what its original is.</summary>
    public string Verb { get; init; } = VerbName.Common(StatementClassifier.Verb(Slice));

    /// <summary>Behind its last token.</summary>
    public int End => (int)Slice.Position.Offset + Text.Length;

    public int Start => (int)Slice.Position.Offset;

    public override string ToString() => $"{File.Name}:{Slice.Position.Line}";
}
