package dev.fuota.agent.msu;

import static dev.fuota.agent.msu.Cycle.ID;
import static dev.fuota.agent.msu.Cycle.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.agent.rig.Firmware;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.SigningKey;
import dev.fuota.protocol.msu.ConnectRequest;
import dev.fuota.protocol.msu.ConnectResponse;
import dev.fuota.protocol.msu.MsuLimits;
import dev.fuota.protocol.msu.MsuMessage;
import dev.fuota.protocol.msu.ResponseCode;
import dev.fuota.protocol.msu.StatusCode;
import dev.fuota.protocol.msu.secure.CredentialEnvelope;
import dev.fuota.protocol.msu.secure.GroupKeys;
import dev.fuota.protocol.msu.secure.ManifestFooter;
import dev.fuota.protocol.msu.secure.TrailerSealer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Signed files, and the optional security profile, with the real keys and codes. */
class SignatureAndTrailerTest {
  private static final int KEY = 7;
  private static final Bytes PAYLOAD = Cycle.random(60, 21);

  private static final FooterPolicy POLICY =
      new FooterPolicy(Map.of(KEY, Firmware.SIGNER.publicKey()), "HW7A", "P100");

  private static Bytes signed(SigningKey key, String hardware, long securityVersion)
      throws NoSuchAlgorithmException {
    Bytes digest = Bytes.of(MessageDigest.getInstance("SHA-256").digest(PAYLOAD.toArray()));
    ManifestFooter.Content content =
        new ManifestFooter.Content(
            key.type(), KEY, PAYLOAD.length(), digest, securityVersion, hardware, "P100", "2.0");
    return PAYLOAD.concat(ManifestFooter.sign(content, key).encoded());
  }

  /** Lets a device receive the file; what it says in the end. */
  private static MsuBench receive(Bytes file, long securityVersion) {
    MsuBench bench = new MsuBench(MsuClientConfig.open().withSignature(POLICY), 0).started();
    bench.client.imageBooted(securityVersion);
    bench.from(SERVER, Cycle.connect(ID));
    bench.from(SERVER, Cycle.announce(ID, 1, file, "fw.bin", OptionalInt.empty()));
    int frames = (file.length() + 9) / 10;
    for (int frame = 0; frame < frames; frame++) {
      bench.from(SERVER, Cycle.frame(1, file, frame / 4 + 1, frame % 4 + 1));
    }
    bench.runUntil(1000);
    return bench;
  }

  @Test
  @DisplayName("A signed file is stored without its footer (MSU-X07)")
  void aSignedFile() throws NoSuchAlgorithmException {
    MsuBench bench = receive(signed(Firmware.SIGNER, "HW7A", 5), 5);
    assertThat(bench.client.status().code()).isEqualTo(StatusCode.NONE);
    assertThat(bench.published("fw.bin")).isEqualTo(PAYLOAD);
  }

  @Test
  @DisplayName("No footer, a stranger's, a changed file: FAIL 8 and nothing stored (MSU-X07)")
  void notSigned() throws NoSuchAlgorithmException {
    byte[] tampered = signed(Firmware.SIGNER, "HW7A", 5).toArray();
    tampered[10] ^= 1;
    for (Bytes file :
        new Bytes[] {PAYLOAD, signed(Firmware.STRANGER, "HW7A", 5), Bytes.of(tampered)}) {
      MsuBench bench = receive(file, 0);
      assertThat(bench.client.status().code()).isEqualTo(StatusCode.SIGNATURE);
      assertThat(bench.disk.published()).isEmpty();
    }
  }

  @Test
  @DisplayName("For other hardware FAIL 9; below what has run here FAIL 10 (MSU-X08)")
  void notForThisDevice() throws NoSuchAlgorithmException {
    assertThat(receive(signed(Firmware.SIGNER, "HW7B", 5), 0).client.status().code())
        .isEqualTo(StatusCode.HARDWARE);
    assertThat(receive(signed(Firmware.SIGNER, "HW7A", 5), 6).client.status().code())
        .isEqualTo(StatusCode.VERSION_POLICY);
  }

  private static final GroupKeys KEYS = new GroupKeys(Cycle.random(32, 40), 3);

  private static MsuBench secure(Access access) {
    return new MsuBench(
            MsuClientConfig.open()
                .withAccess(access)
                .withSecurity(TrailerSecurity.withGroupKey(KEYS, MsuLimits.defaults())),
            0)
        .started();
  }

  private static Bytes sealed(MsuMessage message, long counter) {
    return TrailerSealer.withGroupKey(KEYS, SERVER).seal(message.encoded(), counter);
  }

  @Test
  @DisplayName(
      "With trailers: sealed messages count once, others not; Connect is answered 20"
          + " (MSU-X38)")
  void trailers() {
    MsuBench bench = secure(Access.OPEN);
    bench.from(SERVER, Cycle.connect(ID));
    assertThat(bench.messages())
        .isEqualTo(java.util.List.of(ConnectResponse.to(ID, ResponseCode.SECURITY)));
    bench.from(SERVER, sealed(Cycle.connect(ID), 1));
    assertThat(bench.client.state()).isEqualTo(MsuState.CONNECTED);
    bench.from(SERVER, Cycle.announce(ID));
    assertThat(bench.client.state()).isEqualTo(MsuState.CONNECTED);
    Bytes announced = sealed(Cycle.announce(ID), 2);
    bench.from(SERVER, announced);
    assertThat(bench.substate()).contains(MsuSubstate.JOIN);
    bench.from(SERVER, announced);
    bench.from(SERVER, Cycle.frame(1, 1));
    assertThat(bench.substate()).contains(MsuSubstate.JOIN);
    assertThat(bench.client.counters().dropped(Drop.SECURITY)).isEqualTo(3);
    bench.from(SERVER, sealed(Cycle.frame(1, 1), 3));
    assertThat(bench.substate()).contains(MsuSubstate.RECV);
    assertThat(bench.sent).allMatch(sent -> sent.octets().toHex().contains("4d535531"));
  }

  @Test
  @DisplayName("Credentials in an envelope, which fits no other transaction (attack S6)")
  void envelopes() {
    Bytes user = Bytes.of("oper".getBytes(StandardCharsets.US_ASCII));
    Bytes password = Bytes.of("pw".getBytes(StandardCharsets.US_ASCII));
    MsuBench bench = secure(new Access(1, false, user, password, Map.of()));
    bench.from(SERVER, sealed(Cycle.connect(ID), 1)); // in clear
    CredentialEnvelope envelope = new CredentialEnvelope(KEYS, SERVER, ID);
    Bytes sealedUser = envelope.seal(CredentialEnvelope.Kind.USERNAME, Cycle.random(12, 1), user);
    Bytes sealedPassword =
        envelope.seal(CredentialEnvelope.Kind.PASSWORD, Cycle.random(12, 2), password);
    bench.from(SERVER, sealed(login(ID + 1, sealedUser, sealedPassword), 2));
    bench.from(SERVER, sealed(login(ID, sealedUser, sealedPassword), 3));
    assertThat(bench.messages(ConnectResponse.class))
        .extracting(ConnectResponse::code)
        .containsExactly(ResponseCode.LOGIN_INFO, ResponseCode.LOGIN_INFO, ResponseCode.GOOD);
  }

  private static ConnectRequest login(int id, Bytes user, Bytes password) {
    ConnectRequest plain = Cycle.connect(id);
    return new ConnectRequest(
        0,
        SERVER,
        id,
        plain.mac(),
        0,
        Optional.empty(),
        plain.hardware(),
        Optional.of(password),
        Optional.of(user),
        Optional.empty(),
        Optional.empty(),
        0);
  }
}
