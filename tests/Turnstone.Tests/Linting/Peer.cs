namespace Turnstone.Tests.Linting;

/// <summary>A rule of another tool, and which of ours says the same.</summary>
/// <param name="Ours">One rule's name, or more with blanks between them; none where nothing of ours does.</param>
/// <param name="Why">Why nothing of ours says it, or says it otherwise.</param>
sealed record Peer(string Tool, string Id, string Ours, string Why)
{
    public const string File = "docs/rules/peers.tsv";

    public static IReadOnlyList<Peer> All { get; } =
        [.. Repository.Read(File).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split('\t')).Select(cells => new Peer(cells[0], cells[1], cells[2], cells.ElementAtOrDefault(3) ?? ""))];

    public static ILookup<string, Peer> ByRule { get; } = All.SelectMany(peer => peer.Ours.Split(' ', StringSplitOptions.RemoveEmptyEntries), (peer, rule) => (peer, rule)).ToLookup(pair => pair.rule, pair => pair.peer);
}
