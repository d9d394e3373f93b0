namespace Turnstone.Tests.Signing;

using System.Text;
using Turnstone.Signing;
using Turnstone.Tests.Configuration;

public sealed class EnvelopeFileTests
{
    const string Sig = """{ "sig": "AQI=" }""";

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("\n", "it is empty")]
    [InlineData("[]", "it is a list, no object")]
    [InlineData("null", "it is null, no object")]
    [InlineData("{", "it is cut off")]
    [InlineData("""{ "payloadType": "a", "payload": "YWJ""", "it is cut off")]
    [InlineData("""{ "\ud800": 1 }""", "a name in it is no valid text")]
    [InlineData("""{ "payloadType": "a", "extra": [ { "b": 1, "b": 2 } ] }""", "it says 'b' twice")]
    [InlineData("{ \"payloadType\": \"a\", \"payload\": \"YWJ\n", "it is cut off")]
    [InlineData("""{ "payloadType": "a",""", "it is cut off")]
    [InlineData("{}", "it has none of payloadType, payload, signatures")]
    [InlineData("{\"format\": 1}", "it is a plan")]
    [InlineData("{\"payload\": \"\"}", "'payloadType' is missing", "'signatures' is missing")]
    [InlineData("""{ "payloadType": 1, "payload": [], "signatures": {} }""",
        "'payloadType' is a number, where a text is wanted", "'payload' is a list, where a text is wanted", "'signatures' is an object, where a list is wanted")]
    [InlineData("""{ "payloadType": "a", "payload": "YWJj", "signatures": [] }""", "'signatures' is empty")]
    [InlineData("""{ "payloadType": "a", "payload": "YWJj", "signatures": [ { "keyid": 1 }, true, null ] }""",
        "'signatures[0].keyid' is a number, where a text is wanted", "'signatures[0].sig' is missing", "'signatures[1]' is true or false, no object", "'signatures[2]' is null, no object")]
    [InlineData("""{ "payloadType": "a", "payload": "YWJ", "signatures": [ { "sig": "A Q==" } ] }""", "'payload' is no Base64", "'signatures[0].sig' is no Base64")]
    [InlineData("""{ "payloadType": "\ud800", "payload": "YWJj", "signatures": [ { "sig": "AQI=" } ] }""", "'payloadType' is no valid text")]
    public void What_is_no_envelope_is_said_exactly(string text, params string[] problems)
    {
        var read = EnvelopeFile.Read(Signed.Bytes(text), Signed.File);

        read.Passed.ShouldBeFalse();
        read.Diagnostics.ShouldAllBe(one => one.Rule == "envelope-unreadable" && one.File == Signed.File && one.Help != null);
        read.Diagnostics.Select(one => one.Message).ShouldBe(problems.Select(problem => $"This is no signed envelope: {problem}."));
    }

    [Fact]
    public void What_is_no_JSON_is_said_with_its_place() =>
        EnvelopeFile.Read("{\n  payload: 1 }"u8, Signed.File).Lines().ShouldHaveSingleItem()
            .ShouldStartWith("evidence.dsse.json:2:3: Error: This is no signed envelope: it is no JSON: 'p' is an invalid start of a property name");

    [Fact]
    public void What_is_no_UTF8_is_said() =>
        EnvelopeFile.Read([(byte)'{', (byte)'"', 0xff, (byte)'"'], Signed.File).Diagnostics.ShouldHaveSingleItem().Message.ShouldBe("This is no signed envelope: it is not UTF-8.");

    [Fact]
    public void A_member_that_stands_twice_is_refused() =>
        EnvelopeFile.Read(Signed.Bytes($$"""{ "payloadType": "a", "payload": "YWJj", "payload": "eHl6", "signatures": [ {{Sig}} ] }"""), Signed.File)
            .Diagnostics.ShouldHaveSingleItem().Message.ShouldContain("payload");

    [Fact]
    public void Members_that_DSSE_does_not_know_are_left_alone() =>
        EnvelopeFile.Read(Signed.Bytes($$"""{ "extra": [1], "payloadType": "a", "payload": "YWJj", "signatures": [ { "sig": "AQI=", "cert": "x", "keyid": null } ] }"""), Signed.File)
            .Value!.Signatures.ShouldHaveSingleItem().KeyId.ShouldBeNull();

    [Theory]
    [InlineData("+/8=")]
    [InlineData("-_8=")]
    [InlineData("-_8")]
    public void Both_alphabets_of_Base64_are_read(string payload) =>
        EnvelopeFile.Read(Signed.Bytes($$"""{ "payloadType": "a", "payload": "{{payload}}", "signatures": [ {{Sig}} ] }"""), Signed.File).Value!.Payload.ShouldBe([0xfb, 0xff]);

    [Fact]
    public void Wherever_a_file_ends_too_early_that_is_what_is_said()
    {
        var whole = EnvelopeFile.Write(Signed.Evidence);
        for (var length = 1; length < whole.Length - 2; length++)
        {
            EnvelopeFile.Read(whole.AsSpan(0, length), Signed.File).Diagnostics.ShouldHaveSingleItem().Message.ShouldBe("This is no signed envelope: it is cut off.", $"{length} bytes");
        }
    }

    [Fact]
    public void Wherever_a_byte_is_changed_it_is_not_believed_or_is_the_same()
    {
        var whole = EnvelopeFile.Write(Signed.Evidence);
        var original = Encoding.UTF8.GetString(Signed.Evidence.ToSign());
        for (var at = 0; at < whole.Length; at++)
        {
            byte[] changed = [.. whole];
            changed[at] ^= 1;
            var read = EnvelopeFile.Read(changed, Signed.File);
            if (read.Value is { } envelope && Signed.Ring.Verify(envelope, Signed.File).Value is { } trusted)
            {
                // The hint at the key, a member's blanks: nobody signed those.
                Encoding.UTF8.GetString(trusted.Envelope.ToSign()).ShouldBe(original);
            }
        }
    }
}
