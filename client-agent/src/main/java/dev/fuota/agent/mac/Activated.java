package dev.fuota.agent.mac;

import dev.fuota.agent.store.Records;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Unsigned;
import dev.fuota.protocol.lorawan.JoinAccept;
import dev.fuota.protocol.lorawan.JoinRequest;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.RejoinRequest;
import dev.fuota.protocol.lorawan.SessionKeys;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What a device asked with and the join-accept that it got. Everything of the new session follows
 * from this and the root keys, so this is what flash keeps: {@link
 * dev.fuota.agent.store.NvmKey#SESSION}.
 *
 * @param asked {@link #JOIN}, or the type of the rejoin-request
 * @param nonce DevNonce or RJcount
 * @param answer the join-accept as it came
 */
record Activated(int asked, int nonce, Bytes answer, JoinAccept accept, SessionKeys keys) {
  /** What {@code asked} is for a join-request. */
  static final int JOIN = 0xff;

  private static final int HEADER = 1 + 1 + Short.BYTES;

  /** Opens a join-accept; empty if it is none that answers this. */
  static Optional<Activated> open(
      Activation.Otaa device, LorawanVersion version, int asked, int nonce, Bytes answer) {
    return asked == JOIN
        ? joined(device, version, nonce, answer)
        : rejoined(device, asked, nonce, answer);
  }

  private static Optional<Activated> joined(
      Activation.Otaa device, LorawanVersion version, int nonce, Bytes answer) {
    JoinRequest request = new JoinRequest(device.joinEui(), device.devEui(), nonce);
    return value(JoinAccept.open(answer, device.keys(), request, version))
        .map(
            accept ->
                new Activated(
                    JOIN,
                    nonce,
                    answer,
                    accept,
                    device.keys().sessionKeys(accept, request, version)));
  }

  private static Optional<Activated> rejoined(
      Activation.Otaa device, int asked, int nonce, Bytes answer) {
    RejoinRequest request = request(device, asked, 0, nonce);
    return value(JoinAccept.open(answer, device.keys(), request, device.joinEui()))
        .map(
            accept ->
                new Activated(
                    asked,
                    nonce,
                    answer,
                    accept,
                    device.keys().sessionKeys(accept, request, device.joinEui())));
  }

  /** The rejoin-request of a type, 0..2. */
  static RejoinRequest request(Activation.Otaa device, int type, int netId, int rjCount) {
    return type == 1
        ? new RejoinRequest.AtHome(device.joinEui(), device.devEui(), rjCount)
        : new RejoinRequest.InSession(type, netId, device.devEui(), rjCount);
  }

  private static Optional<JoinAccept> value(Decoded<JoinAccept> decoded) {
    return decoded.value();
  }

  /**
   * The number by which other records say that they belong to this session: never 0, as a
   * rejoin-request follows a join-request and its JoinNonce is higher.
   */
  long number() {
    return (long) nonce << 32 | (long) asked << 24 | accept.joinNonce();
  }

  Bytes encode() {
    return Records.encode(
        HEADER + answer.length(),
        out -> {
          out.put((byte) asked).putShort((short) nonce);
          answer.putTo(out);
        });
  }

  /** Reads {@link #encode}; empty if it is not that, or not of this device and these keys. */
  static Optional<Activated> decode(Activation.Otaa device, LorawanVersion version, Bytes record) {
    return Records.open(record, HEADER).flatMap(in -> read(device, version, in));
  }

  private static Optional<Activated> read(
      Activation.Otaa device, LorawanVersion version, ByteBuffer in) {
    int asked = Unsigned.u8(in);
    int nonce = Unsigned.u16(in);
    boolean known = asked == JOIN || asked <= 2;
    return known ? open(device, version, asked, nonce, Bytes.rest(in)) : Optional.empty();
  }
}
