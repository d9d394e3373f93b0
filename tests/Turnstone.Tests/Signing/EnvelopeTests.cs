namespace Turnstone.Tests.Signing;

using System.Formats.Asn1;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Turnstone.Signing;

/// <summary>What is signed is what DSSE says, with the specification's own example.</summary>
public sealed class EnvelopeTests
{
    [Theory]
    [InlineData("http://example.com/HelloWorld", "hello world", "DSSEv1 29 http://example.com/HelloWorld 11 hello world")]
    [InlineData("", "", "DSSEv1 0  0 ")]
    [InlineData("tÿp", "größe", "DSSEv1 4 tÿp 7 größe")]
    public void Type_and_payload_are_encoded_with_their_lengths_in_bytes(string type, string payload, string encoded) =>
        Encoding.UTF8.GetString(Signed.Holding(payload, type).ToSign()).ShouldBe(encoded);

    [Fact]
    public void Bytes_move_from_the_type_to_the_payload_and_it_is_something_else() =>
        Signed.Holding("b", "a ").ToSign().ShouldNotBe(Signed.Holding(" b", "a").ToSign());

    [Fact]
    public void The_signature_of_the_specification_is_believed()
    {
        var key = VerifyingKey.Read(Pem("46950820868899156662930047687818585632848591499744589407958293238635476079160",
            "5640078356564379163099075877009565129882514886557779369047442380624545832820"), "the example").Value!;
        var raw = Convert.FromBase64String("A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F+FnZ+O88SjtR6rDAajabZKciJTfUiHqJPcIAriEGAHTVeCUjW2JIZA==");
        var envelope = Signed.Holding("hello world", "http://example.com/HelloWorld") with { Signatures = [new(null, [.. Der(raw)])] };

        new KeyRing([new("example", key)]).Verify(envelope, Signed.File).Value!.Signers.ShouldHaveSingleItem().Name.ShouldBe("example");
    }

    [Fact]
    public void A_statement_comes_back_as_it_was_signed()
    {
        var read = EnvelopeFile.Read(EnvelopeFile.Write(Signed.Evidence), Signed.File).Value!;
        var trusted = Signed.Ring.Verify(read, Signed.File).Value!;
        var statement = InTotoStatement.Read(trusted, Signed.File).Value!;

        trusted.Signers.ShouldHaveSingleItem().Name.ShouldBe("keys/ci.pub.pem");
        statement.Subjects.ShouldHaveSingleItem().ShouldBe(Signed.Statement.Subjects[0]);
        statement.PredicateType.ShouldBe(Signed.Statement.PredicateType);
        $"{statement.Predicate}".ShouldBe("""{"verdict":"proved","Zahl":1.50}""");
        EnvelopeFile.Write(read).ShouldBe(EnvelopeFile.Write(Signed.Evidence));
    }

    [Fact]
    public void The_same_statement_is_the_same_bytes() => Encoding.UTF8.GetString(Signed.Statement.Write()).ShouldBe(
        """{"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"plan.json","digest":{"sha256":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}}],"predicateType":"https://example.com/evidence/v1","predicate":{"verdict":"proved","Zahl":1.50}}""");

    [Fact]
    public void The_same_envelope_is_the_same_bytes() =>
        Encoding.UTF8.GetString(EnvelopeFile.Write(Signed.Holding("hello world", "text/x") with { Signatures = [new("one", [1, 2]), new(null, [3])] })).ShouldBe("""
            {
              "payloadType": "text/x",
              "payload": "aGVsbG8gd29ybGQ=",
              "signatures": [
                {
                  "keyid": "one",
                  "sig": "AQI="
                },
                {
                  "sig": "Aw=="
                }
              ]
            }

            """);

    static string Pem(string x, string y)
    {
        using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = Bytes(x), Y = Bytes(y) } });
        return key.ExportSubjectPublicKeyInfoPem();
    }

    static byte[] Bytes(string number)
    {
        var bytes = BigInteger.Parse(number, CultureInfo.InvariantCulture).ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[32 - bytes.Length], .. bytes];
    }

    static byte[] Der(byte[] raw)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(new BigInteger(raw.AsSpan(0, 32), isUnsigned: true, isBigEndian: true));
            writer.WriteInteger(new BigInteger(raw.AsSpan(32), isUnsigned: true, isBigEndian: true));
        }
        return writer.Encode();
    }
}
