package dev.fuota.protocol.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.Verdict.Reason;
import dev.fuota.protocol.image.Verdict.Refused;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must be refused although its form is right: hashes, key hashes, counters, signatures. */
class MalformedTrustTest {
  private static final SigningKey KEY = Malformed.KEY;
  private static final int KEYHASH = TlvType.KEYHASH.code();
  private static final int SIG_PURE = TlvType.SIG_PURE.code();
  private static final int DEPENDENCY = TlvType.DEPENDENCY.code();

  private static Malformed tail(String name, Reason reason, Forge.Tail tail) {
    return new Malformed(name, new Forge().build(tail), reason);
  }

  static Stream<Malformed> hash() {
    return Stream.concat(
        Stream.of(
            tail("no hash", Reason.BAD_TLV, digest -> Forge.signature(KEY, digest)),
            tail(
                "hash twice",
                Reason.BAD_TLV,
                digest ->
                    Forge.hash(digest)
                        .concat(Forge.hash(digest))
                        .concat(Forge.signature(KEY, digest))),
            tail(
                "hash of another image",
                Reason.BAD_HASH,
                digest -> Forge.hash(digest.reversed()).concat(Forge.signature(KEY, digest))),
            wrongHash("SHA-384 with P-256", HashAlgorithm.SHA384, KEY),
            wrongHash("SHA-512 with P-256", HashAlgorithm.SHA512, KEY),
            wrongHash("SHA-256 with P-384", HashAlgorithm.SHA256, ImageFixtures.EC384),
            rsaWithLongHash(),
            wrongHash("SHA-384 with Ed25519", HashAlgorithm.SHA384, ImageFixtures.ED25519)),
        IntStream.of(0, 31, 33)
            .mapToObj(
                length ->
                    tail(
                        "hash of " + length,
                        Reason.BAD_TLV,
                        digest ->
                            Forge.tlv(0x10, resized(digest, length))
                                .concat(Forge.signature(KEY, digest)))));
  }

  private static Malformed wrongHash(String name, HashAlgorithm hash, SigningKey key) {
    return new Malformed(name, new Forge().hashedBy(hash).sign(key), Reason.BAD_SIGNATURE)
        .on(ImageFixtures.trusting(key));
  }

  private static Malformed rsaWithLongHash() {
    SigningKey key = ImageFixtures.RSA2048;
    HashAlgorithm hash = HashAlgorithm.SHA512;
    Bytes image =
        new Forge()
            .hashedBy(hash)
            .build(
                digest ->
                    Forge.tlv(hash.tlvType().code(), digest)
                        .concat(Forge.tlv(KEYHASH, key.publicKey().keyHash(hash)))
                        .concat(Forge.signatureOnly(key, digest.slice(0, 32))));
    return new Malformed("SHA-512 with RSA", image, Reason.BAD_SIGNATURE)
        .on(ImageFixtures.trusting(key));
  }

  private static Bytes resized(Bytes value, int length) {
    return length <= value.length()
        ? value.slice(0, length)
        : value.concat(Bytes.of(new byte[length - value.length()]));
  }

  static Stream<Malformed> keyHash() {
    Bytes whole = KEY.publicKey().keyHash(HashAlgorithm.SHA256);
    return Stream.concat(
        Stream.of(
            tail(
                "no KEYHASH",
                Reason.NO_TRUSTED_SIGNATURE,
                digest -> Forge.hash(digest).concat(Forge.signatureOnly(KEY, digest))),
            tail(
                "KEYHASH behind its signature",
                Reason.BAD_TLV,
                digest ->
                    Forge.hash(digest)
                        .concat(Forge.signatureOnly(KEY, digest))
                        .concat(Forge.keyHash(KEY))),
            tail(
                "KEYHASH twice",
                Reason.BAD_TLV,
                digest ->
                    Forge.hash(digest)
                        .concat(Forge.keyHash(KEY))
                        .concat(Forge.signature(KEY, digest))),
            tail(
                "KEYHASH of another key",
                Reason.NO_TRUSTED_SIGNATURE,
                digest ->
                    Forge.hash(digest)
                        .concat(Forge.keyHash(ImageFixtures.EC256_B))
                        .concat(Forge.signatureOnly(KEY, digest))),
            tail(
                "PUBKEY cut",
                Reason.NO_TRUSTED_SIGNATURE,
                digest ->
                    Forge.hash(digest)
                        .concat(Forge.tlv(0x02, KEY.publicKey().der().slice(0, 90)))
                        .concat(Forge.signatureOnly(KEY, digest)))),
        IntStream.of(0, 4, 31, 33, 48)
            .mapToObj(
                length ->
                    tail(
                        "KEYHASH of " + length,
                        Reason.BAD_TLV,
                        digest ->
                            Forge.hash(digest)
                                .concat(Forge.tlv(KEYHASH, resized(whole, length)))
                                .concat(Forge.signatureOnly(KEY, digest)))));
  }

  private static Malformed counter(String name, Reason reason, Forge forge) {
    return new Malformed(name, forge, reason)
        .on(ImageFixtures.trusting(KEY).withSecurityCounter(1));
  }

  static Stream<Malformed> counterAndDependency() {
    Bytes one = Malformed.ONE;
    return Stream.of(
        counter("no SEC_CNT", Reason.SECURITY_COUNTER_MISSING, new Forge()),
        counter(
            "SEC_CNT below",
            Reason.SECURITY_COUNTER_TOO_LOW,
            new Forge().guarded(0x50, Bytes.of(new byte[4]))),
        counter("SEC_CNT twice", Reason.BAD_TLV, new Forge().guarded(0x50, one).guarded(0x50, one)),
        counter("SEC_CNT of 2", Reason.BAD_TLV, new Forge().guarded(0x50, one.slice(0, 2))),
        counter("SEC_CNT of 8", Reason.BAD_TLV, new Forge().guarded(0x50, one.concat(one))),
        new Malformed(
            "DEPENDENCY of 8",
            new Forge().guarded(DEPENDENCY, Bytes.of(new byte[8])),
            Reason.BAD_TLV),
        new Malformed(
            "DEPENDENCY on an unknown image",
            new Forge().guarded(DEPENDENCY, one.concat(Bytes.of(new byte[8]))),
            Reason.UNMET_DEPENDENCY),
        new Malformed(
            "DEPENDENCY on a later version",
            new Forge().guarded(DEPENDENCY, Bytes.fromHex("00000000" + "ff00000000000000")),
            Reason.UNMET_DEPENDENCY),
        new Malformed("UUID_VID of 15", guarded(0x74, 15), Reason.BAD_TLV),
        new Malformed("UUID_CID of 17", guarded(0x75, 17), Reason.BAD_TLV),
        new Malformed("hash in the protected area", guarded(0x10, 32), Reason.FORBIDDEN_TLV),
        new Malformed("key hash in the protected area", guarded(0x01, 32), Reason.FORBIDDEN_TLV));
  }

  private static Forge guarded(int type, int octets) {
    return new Forge().guarded(type, ImageFixtures.payload(octets));
  }

  private static Malformed signed(String name, SigningKey key, UnaryOperator<Bytes> signature) {
    Bytes image =
        new Forge()
            .build(
                digest ->
                    Forge.hash(digest)
                        .concat(Forge.keyHash(key))
                        .concat(
                            Forge.tlv(key.type().signatureType().code(), signature.apply(digest))));
    return new Malformed(name, image, Reason.BAD_SIGNATURE).on(ImageFixtures.trusting(key));
  }

  static Stream<Malformed> signature() {
    SigningKey edwards = ImageFixtures.ED25519;
    SigningKey rsa = ImageFixtures.RSA2048;
    Bytes zero = Bytes.of((byte) 0);
    return Stream.of(
        tail("no signature", Reason.NO_TRUSTED_SIGNATURE, Forge::hash),
        tail(
            "KEYHASH alone",
            Reason.BAD_TLV,
            digest -> Forge.hash(digest).concat(Forge.keyHash(KEY))),
        tail(
            "another algorithm",
            Reason.BAD_SIGNATURE,
            digest ->
                Forge.hash(digest).concat(Forge.keyHash(KEY)).concat(Forge.tlv(0x24, digest))),
        signed("ECDSA of 0", KEY, digest -> Bytes.EMPTY),
        signed("ECDSA of 129", KEY, digest -> resized(KEY.sign(digest), 129)),
        signed("ECDSA with an octet behind", KEY, digest -> KEY.sign(digest).concat(zero)),
        signed("ECDSA padded to 72", KEY, digest -> resized(KEY.sign(digest), 73)),
        signed("ECDSA of all ones", KEY, digest -> Bytes.fromHex("ff".repeat(72))),
        signed("ECDSA of another image", KEY, digest -> KEY.sign(digest.reversed())),
        signed("ECDSA of another key", KEY, digest -> ImageFixtures.EC256_B.sign(digest)),
        signed("ECDSA, hashed twice", KEY, digest -> KEY.sign(HashAlgorithm.SHA256.hash(digest))),
        signed("ECDSA, r = s = 0", KEY, digest -> Bytes.fromHex("3006020100020100")),
        signed("ECDSA, r = s = 1", KEY, digest -> Bytes.fromHex("3006020101020101")),
        signed("Ed25519 of zeros", edwards, digest -> Bytes.of(new byte[64])),
        signed("Ed25519 of 63", edwards, digest -> edwards.sign(digest).slice(0, 63)),
        signed("Ed25519 of 65", edwards, digest -> edwards.sign(digest).concat(zero)),
        signed(
            "Ed25519 over the payload",
            edwards,
            digest -> edwards.sign(ImageFixtures.payload(100))),
        signed("RSA of 255", rsa, digest -> rsa.sign(digest).slice(0, 255)),
        signed("RSA of 257", rsa, digest -> rsa.sign(digest).concat(zero)),
        signed("RSA, value 1", rsa, digest -> Bytes.of(new byte[255]).concat(Bytes.of((byte) 1))),
        signed("RSA, all ones", rsa, digest -> Bytes.fromHex("ff".repeat(256))));
  }

  private static Malformed pure(String name, Reason reason, SigningKey key, Bytes... flags) {
    Bytes image =
        new Forge()
            .build(
                digest -> {
                  Bytes area = Forge.hash(digest);
                  for (Bytes flag : flags) {
                    area = area.concat(Forge.tlv(SIG_PURE, flag));
                  }
                  return area.concat(Forge.signature(key, digest));
                });
    return new Malformed(name, image, reason).on(ImageFixtures.trusting(key));
  }

  static Stream<Malformed> pureFlag() {
    Bytes set = Bytes.of((byte) 1);
    SigningKey edwards = ImageFixtures.ED25519;
    return Stream.of(
        pure("SIG_PURE on a digest", Reason.BAD_SIGNATURE, edwards, set),
        pure("SIG_PURE on ECDSA", Reason.BAD_SIGNATURE, KEY, set),
        pure("SIG_PURE 0", Reason.BAD_TLV, edwards, Bytes.of((byte) 0)),
        pure("SIG_PURE of 0", Reason.BAD_TLV, edwards, Bytes.EMPTY),
        pure("SIG_PURE of 2", Reason.BAD_TLV, edwards, set.concat(set)),
        pure("SIG_PURE twice", Reason.BAD_TLV, edwards, set, set));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"hash", "keyHash", "counterAndDependency", "signature", "pureFlag"})
  void refusedByName(Malformed it) {
    assertThat(ImageFixtures.verify(it.image(), it.policy()).refused())
        .map(Refused::reason)
        .contains(it.reason());
  }

  @Test
  void unknownAndDescriptiveTypesMayStandInTheProtectedArea() {
    Bytes image =
        new Forge()
            .guarded(TlvType.BOOT_RECORD.code(), Bytes.fromHex("a0"))
            .guarded(0x0076, Malformed.ONE)
            .guarded(0x12a0, Bytes.EMPTY)
            .guarded(0xffff, Malformed.ONE)
            .sign(KEY);
    assertThat(ImageFixtures.verify(image, ImageFixtures.trusting(KEY)).refused()).isEmpty();
  }

  @Test
  void signaturesOfStrangersAreNotLookedAt() {
    Bytes image =
        new Forge()
            .build(
                digest ->
                    Forge.hash(digest)
                        .concat(Forge.keyHash(ImageFixtures.EC256_B))
                        .concat(Forge.tlv(0x22, Bytes.EMPTY))
                        .concat(Forge.signature(KEY, digest)));
    assertThat(ImageFixtures.verify(image, ImageFixtures.trusting(KEY)).refused()).isEmpty();
  }
}
