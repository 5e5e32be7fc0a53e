package dev.fuota.protocol.msu;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Function;

/**
 * Status response, 0x1C (MSU, section 17): how the upgrade stands; 52 octets.
 *
 * <pre>
 * 1       Status
 * 2       Error Code
 * 4..7    Transaction ID stored last, 0 none
 * 8..47   Device ID
 * 48      CCM Retry
 * 49..51  reserved
 * </pre>
 *
 * <p>Clients before 1.0 send 16 octets, with the address as a number (decision 0021, D-13).
 *
 * @param code none unless {@code status} is FAIL
 * @param ccmRounds in how many rounds of chunk complaints the client took part
 */
public record StatusResponse(
    Status status, StatusCode code, int transactionId, Ipv4 deviceId, int ccmRounds)
    implements MsuMessage {
  static final int LENGTH = 52;
  static final int OLDER_LENGTH = 16;

  public StatusResponse {
    Checks.that(
        (status == Status.FAIL) != code.equals(StatusCode.NONE), "FAIL, and only it, has a code");
    Checks.octet("ccmRounds", ccmRounds);
  }

  static Optional<MsuMessage> read(MsuReader in) { // MSU-117
    return readAs(in, status -> status);
  }

  static Optional<MsuMessage> readAs(MsuReader in, Function<StatusResponse, MsuMessage> message) {
    boolean older = in.isOlderStatus();
    int length = older ? OLDER_LENGTH : LENGTH;
    if (!in.fixed(length)) {
      return Optional.empty();
    }
    Status status = in.status(1);
    StatusCode code = new StatusCode(in.u8(2));
    in.require( // MSU-119
        (status == Status.FAIL) != code.equals(StatusCode.NONE),
        RejectReason.BAD_ERROR_PAIR,
        "FAIL, and only it, has an Error Code");
    int transactionId = in.i32(4);
    Ipv4 deviceId = older ? new Ipv4(in.i32(8)) : in.address(8, "Device ID");
    int ccmRounds = in.u8(older ? 12 : 48);
    in.end(length);
    return in.built(
        () -> message.apply(new StatusResponse(status, code, transactionId, deviceId, ccmRounds)));
  }

  static void encode(
      ByteBuffer out, MsuType type, int status, int code, int id, Ipv4 deviceId, int ccmRounds) {
    Header.put(out, type, status, code);
    out.putInt(id);
    Text40.put(out, deviceId);
    out.put((byte) ccmRounds);
    Header.putZeros(out, 3);
  }

  @Override
  public MsuType type() {
    return MsuType.STATUS_RES;
  }

  @Override
  public int length() {
    return LENGTH;
  }

  @Override
  public void encode(ByteBuffer out) {
    encode(out, type(), status.octet(), code.number(), transactionId, deviceId, ccmRounds);
  }
}
