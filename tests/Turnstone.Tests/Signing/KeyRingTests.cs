namespace Turnstone.Tests.Signing;

using Turnstone.Signing;
using Turnstone.Tests.Configuration;

public sealed class KeyRingTests
{
    const string DoNotUse = " | Do not use it. Take it anew from where it was made, and find out who changed it.";

    const string NotThis = "evidence.dsse.json: Error: keys/ci.pub.pem did not sign this: the payload was changed, or the signature was, or it belongs to another payload." + DoNotUse;

    static string[] Said(Envelope envelope) => Signed.Ring.Verify(envelope, Signed.File).Lines();

    [Fact]
    public void A_changed_payload_is_said() => Said(Signed.Evidence with { Payload = Signed.Evidence.Payload.SetItem(30, (byte)'X') }).ShouldBe([NotThis]);

    [Fact]
    public void A_longer_payload_is_said() => Said(Signed.Evidence with { Payload = Signed.Evidence.Payload.Add((byte)' ') }).ShouldBe([NotThis]);

    [Fact]
    public void A_changed_type_is_said_with_what_it_was() => Said(Signed.Evidence with { PayloadType = "application/x" }).ShouldBe(
        [$"evidence.dsse.json: Error: 'application/x' is not what keys/ci.pub.pem signed: the type was 'application/vnd.in-toto+json'.{DoNotUse}"]);

    [Fact]
    public void A_signature_of_another_payload_is_said()
    {
        var other = Signed.Holding("other").SignedBy(Signed.Ci);

        Said(Signed.Evidence with { Signatures = other.Signatures }).ShouldBe([NotThis]);
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0x30, 0 })]
    [InlineData(new byte[] { 0x30, 0x80, 1, 2, 3 })]
    public void A_signature_that_is_none_is_said(byte[] bytes) => Said(Signed.Evidence with { Signatures = [new(Signed.Ci.Public.Id, [.. bytes])] }).ShouldBe([NotThis]);

    [Fact]
    public void Another_key_is_named()
    {
        var said = Said(Envelope.Of(Signed.Statement).SignedBy(Signed.Stranger));

        said.ShouldBe([$"evidence.dsse.json: Error: No key that counts here signed this; it is said to be signed by {Signed.Stranger.Public.Id}. | Those that count: keys/ci.pub.pem. Where you trust whoever signed: put the public half under verifiers:"]);
    }

    [Fact]
    public void Where_no_key_counts_nobody_signed() => new KeyRing([]).Verify(Signed.Evidence, Signed.File).Lines().ShouldHaveSingleItem().ShouldContain("turnstone.yaml lists no key.");

    [Fact]
    public void The_id_of_a_key_proves_nothing()
    {
        var forged = Envelope.Of(Signed.Statement).SignedBy(Signed.Stranger);
        forged = forged with { Signatures = [forged.Signatures[0] with { KeyId = Signed.Ci.Public.Id }] };

        Said(forged).ShouldBe([NotThis]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("somebody else's")]
    public void The_id_of_a_key_is_not_needed(string? id) =>
        Signed.Ring.Verify(Signed.Evidence with { Signatures = [Signed.Evidence.Signatures[0] with { KeyId = id }] }, Signed.File).Value!.Signers.ShouldHaveSingleItem();

    [Fact]
    public void Who_signed_twice_counts_once() => Signed.Ring.Verify(Signed.Evidence.SignedBy(Signed.Ci), Signed.File).Value!.Signers.Length.ShouldBe(1);

    [Fact]
    public void Everybody_who_counts_is_named_in_the_order_of_the_signatures()
    {
        var ring = new KeyRing([new("ci", Signed.Ci.Public), new("ada", Signed.Stranger.Public)]);
        var both = Envelope.Of(Signed.Statement).SignedBy(Signed.Stranger).SignedBy(Signed.Ci);

        ring.Verify(both, Signed.File).Value!.Signers.Select(signer => signer.Name).ShouldBe(["ada", "ci"]);
        ring.Verify(both with { Signatures = [.. Swapped(both)] }, Signed.File).Value!.Signers.Select(signer => signer.Name).ShouldBe(["ada", "ci"]);
        Signed.Ring.Verify(both, Signed.File).Value!.Signers.ShouldHaveSingleItem().Key.ShouldBe(Signed.Ci.Public);

        static IEnumerable<EnvelopeSignature> Swapped(Envelope envelope) =>
            [envelope.Signatures[0] with { KeyId = envelope.Signatures[1].KeyId }, envelope.Signatures[1] with { KeyId = envelope.Signatures[0].KeyId }];
    }

    [Fact]
    public void A_broken_signature_beside_a_good_one_is_not_passed_over() =>
        Said(Signed.Evidence with { Signatures = Signed.Evidence.Signatures.Add(new(Signed.Ci.Public.Id, [1])) }).ShouldBe([NotThis]);

    [Theory]
    [InlineData("hello", "application/x", "its payload is 'application/x', no 'application/vnd.in-toto+json'")]
    [InlineData("hello", InTotoStatement.PayloadType, "it is no JSON: 'h' is an invalid start of a value")]
    [InlineData("[]", InTotoStatement.PayloadType, "it is a list, no object")]
    [InlineData("{}", InTotoStatement.PayloadType, "'_type' is missing", "'subject' is missing", "'predicateType' is missing")]
    [InlineData("""{ "_type": "https://in-toto.io/Statement/v0.1", "subject": [], "predicateType": "p", "predicate": 1 }""", InTotoStatement.PayloadType,
        "'_type' is 'https://in-toto.io/Statement/v0.1', no 'https://in-toto.io/Statement/v1'", "'subject' is empty", "'predicate' is a number, no object")]
    [InlineData("""{ "_type": "https://in-toto.io/Statement/v1", "subject": [ { "name": "a" }, { "name": "b", "digest": { "sha512": "x" } }, { "name": "c", "digest": { "sha256": "X" } } ], "predicateType": "p" }""",
        InTotoStatement.PayloadType, "'subject[0].digest' is missing", "'subject[1].digest.sha256' is missing", "'X' is no SHA-256")]
    public void What_is_signed_and_no_statement_is_said(string payload, string type, params string[] problems)
    {
        var trusted = Signed.Ring.Verify(Signed.Holding(payload, type).SignedBy(Signed.Ci), Signed.File).Value!;
        var read = InTotoStatement.Read(trusted, Signed.File);

        read.Passed.ShouldBeFalse();
        read.Diagnostics.Select(one => one.Message).ShouldBe(problems.Select(problem => $"What is signed here is no in-toto statement: {problem}."));
    }

    [Fact]
    public void A_statement_without_a_predicate_is_one()
    {
        var bare = Signed.Statement with { Predicate = null };

        InTotoStatement.Read(Signed.Ring.Verify(Envelope.Of(bare).SignedBy(Signed.Ci), Signed.File).Value!, Signed.File).Value!.Predicate.ShouldBeNull();
    }
}
