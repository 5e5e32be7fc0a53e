package dev.fuota.protocol.msu.secure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.DataTransfer;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.MsuDecoded;
import dev.fuota.protocol.msu.MsuDecoder;
import dev.fuota.protocol.msu.MsuLimits;
import dev.fuota.protocol.msu.MsuMessage;
import dev.fuota.protocol.msu.TransferAborted;
import dev.fuota.protocol.msu.TransferCompleted;
import dev.fuota.protocol.msu.secure.CredentialEnvelope.Kind;
import dev.fuota.protocol.msu.secure.TrailerVerifier.Problem;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

// MSU-X38
class TrailerTest {
  private static final KnownProfile KNOWN = KnownProfile.read();
  private static final Ipv4 SERVER = KNOWN.sender();
  private static final GroupKeys KEYS = new GroupKeys(KNOWN.hex("psk"), 1);
  private static final MsuMessage ABORT = new TransferAborted(1, 0x11223344);

  /** A suite: how to seal, how to verify. */
  record Suite(String hex, TrailerSealer sealer, TrailerVerifier verifier, int length) {
    @Override
    public String toString() {
      return hex;
    }
  }

  static Stream<Suite> suites() {
    return Stream.of(
        new Suite(
            "suite1Hex",
            TrailerSealer.withGroupKey(KEYS, SERVER),
            TrailerVerifier.withGroupKey(KEYS, new ReplayWindow(0)),
            36),
        new Suite(
            "suite2Hex",
            TrailerSealer.withSignature(KNOWN.signingKey(), 1, SERVER),
            TrailerVerifier.withSignature(KNOWN.signingKey().publicKey(), 1, new ReplayWindow(0)),
            84));
  }

  @Test
  void theKeysAreDerivedAsKnown() {
    assertThat(KEYS.authKey()).isEqualTo(KNOWN.hex("authKey"));
    assertThat(KEYS.credentialKey()).isEqualTo(KNOWN.hex("credKey"));
  }

  @ParameterizedTest
  @MethodSource("suites")
  void aMessageIsSealedAsKnown(Suite suite) {
    Bytes sealed = suite.sealer().seal(ABORT.encoded(), 1);

    assertThat(sealed).isEqualTo(KNOWN.hex(suite.hex()));
    MsuDecoded.Ok ok = decode(sealed);
    assertThat(ok.message()).isEqualTo(ABORT);
    assertThat(suite.verifier().check(sealed, ok, SERVER)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("suites")
  void everyOctetIsSealed(Suite suite) {
    Bytes sealed = suite.sealer().seal(ABORT.encoded(), 1);
    int accepted = 0;
    for (int at = 0; at < sealed.length(); at++) {
      byte[] octets = sealed.toArray();
      octets[at] ^= 1;
      Bytes tampered = Bytes.of(octets);
      if (new MsuDecoder(MsuLimits.defaults()).decode(tampered) instanceof MsuDecoded.Ok ok) {
        accepted++;
        assertThat(suite.verifier().check(tampered, ok, SERVER)).as("octet " + at).isPresent();
      }
    }
    assertThat(accepted).isGreaterThan(suite.length() - 8);
  }

  @ParameterizedTest
  @MethodSource("suites")
  void whatIsWrongIsSaid(Suite suite) {
    Bytes sealed = suite.sealer().seal(ABORT.encoded(), 5);
    TrailerVerifier verifier = suite.verifier();

    assertThat(check(verifier, ABORT.encoded())).contains(Problem.NO_TRAILER);
    assertThat(verifier.check(sealed, decode(sealed), new Ipv4(1))).contains(Problem.SENDER);
    assertThat(check(verifier, flipped(sealed, sealed.length() - 1))).contains(Problem.FORGED);
    assertThat(check(verifier, flipped(sealed, 6))).contains(Problem.FORGED); // transaction id
    assertThat(check(verifier, sealed)).isEmpty();
    assertThat(check(verifier, sealed)).contains(Problem.REPLAYED);
    assertThat(check(verifier, suite.sealer().seal(ABORT.encoded(), 4))).contains(Problem.REPLAYED);
    assertThat(check(verifier, suite.sealer().seal(ABORT.encoded(), 6))).isEmpty();
  }

  @Test
  void theOtherSuiteAndTheOtherKeyDoNotCount() {
    TrailerVerifier group = TrailerVerifier.withGroupKey(KEYS, new ReplayWindow(0));
    GroupKeys other = new GroupKeys(KNOWN.hex("psk"), 2);

    assertThat(check(group, KNOWN.hex("suite2Hex"))).contains(Problem.NO_TRAILER);
    assertThat(check(group, TrailerSealer.withGroupKey(other, SERVER).seal(ABORT.encoded(), 1)))
        .contains(Problem.NO_TRAILER);
  }

  @Test
  void framesMayOvertakeEachOther() {
    TrailerSealer sealer = TrailerSealer.withGroupKey(KEYS, SERVER);
    TrailerVerifier verifier = TrailerVerifier.withGroupKey(KEYS, new ReplayWindow(0));
    Bytes frame = new DataTransfer(1, 1, 1, 0, Bytes.fromHex("00")).encoded();

    assertThat(check(verifier, sealer.seal(frame, 3))).isEmpty();
    assertThat(check(verifier, sealer.seal(frame, 2))).isEmpty();
    assertThat(check(verifier, sealer.seal(frame, 2))).contains(Problem.REPLAYED);
    assertThat(check(verifier, sealer.seal(new TransferCompleted(1).encoded(), 1))).isEmpty();
  }

  @Test
  void dataThatLookLikeATrailerStayData() {
    Bytes sealed = KNOWN.hex("suite1Hex");
    MsuMessage frame = new DataTransfer(1, 1, 1, 0, sealed);

    MsuDecoded.Ok ok = decode(frame.encoded());

    assertThat(ok.message()).isEqualTo(frame);
    assertThat(ok.trailer()).isEmpty();
  }

  @Test
  void credentialsAreInAnEnvelopeAsKnown() {
    CredentialEnvelope envelope = new CredentialEnvelope(KEYS, SERVER, 0x11223344);
    Bytes user = KNOWN.credential("usernameEnvelope");
    Bytes nonce = KNOWN.credential("nonceUser");

    assertThat(envelope.seal(Kind.USERNAME, nonce, KNOWN.text("username"))).isEqualTo(user);
    assertThat(envelope.open(Kind.USERNAME, user)).contains(KNOWN.text("username"));
    assertThat(envelope.open(Kind.PASSWORD, KNOWN.credential("passwordEnvelope")))
        .contains(KNOWN.text("password"));
    assertThat(envelope.open(Kind.PASSWORD, user)).isEmpty();
    assertThat(new CredentialEnvelope(KEYS, SERVER, 1).open(Kind.USERNAME, user)).isEmpty();
    for (int at = 0; at < user.length(); at++) {
      assertThat(envelope.open(Kind.USERNAME, flipped(user, at))).isEmpty();
      assertThat(envelope.open(Kind.USERNAME, user.slice(0, at))).isEmpty();
    }
  }

  private static Bytes flipped(Bytes octets, int at) {
    byte[] copy = octets.toArray();
    copy[at] ^= 1;
    return Bytes.of(copy);
  }

  private static Optional<Problem> check(TrailerVerifier verifier, Bytes datagram) {
    return verifier.check(datagram, decode(datagram), SERVER);
  }

  private static MsuDecoded.Ok decode(Bytes datagram) {
    return (MsuDecoded.Ok) new MsuDecoder(MsuLimits.defaults()).decode(datagram);
  }
}
