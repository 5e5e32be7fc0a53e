package dev.fuota.drivers.smp;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * An SMP message. Header of 8 octets, big-endian (Zephyr, "SMP protocol specification"): version in
 * bits 4..3 and operation in bits 2..0, flags, u16 length of the body, u16 group, sequence number,
 * command; then the body, a CBOR map.
 *
 * @param version 0: the first form, errors are {@code rc}; 1: errors may be {@code err}
 * @param sequence 0..255; an answer has its request's
 */
public record SmpMessage(Op op, int version, SmpCommand command, int sequence, Cbor.Fields body) {
  static final int HEADER = 8;

  private static final int OP_MASK = 0x07;
  private static final int VERSION_SHIFT = 3;
  private static final int VERSION_MASK = 0x03;

  /** What is asked or answered. */
  public enum Op {
    READ(0),
    READ_RESPONSE(1),
    WRITE(2),
    WRITE_RESPONSE(3);

    private final int number;

    Op(int number) {
      this.number = number;
    }

    /** The operation of the answer to this one. */
    Op response() {
      return this == READ ? READ_RESPONSE : WRITE_RESPONSE;
    }

    public boolean isRequest() {
      return this == READ || this == WRITE;
    }
  }

  /** The header and the body. */
  public Bytes encode() {
    byte[] map = CborWriter.write(body);
    ByteBuffer out = ByteBuffer.allocate(HEADER + map.length);
    out.put((byte) (version << VERSION_SHIFT | op.number)).put((byte) 0);
    out.putShort((short) map.length).putShort((short) command.group());
    out.put((byte) sequence).put((byte) command.id()).put(map);
    return Bytes.of(out.array());
  }

  /** Reads a message; octets behind the body are ignored. */
  public static Decoded<SmpMessage> decode(Bytes octets) {
    if (octets.length() < HEADER) {
      return Decoded.truncated("SMP header", HEADER, octets.length());
    }
    ByteBuffer in = octets.asBuffer();
    int first = in.get();
    in.get();
    int length = Short.toUnsignedInt(in.getShort());
    int group = Short.toUnsignedInt(in.getShort());
    int sequence = in.get() & 0xff;
    SmpCommand command = new SmpCommand(group, in.get() & 0xff);
    int op = first & OP_MASK;
    Optional<Op> operation = Arrays.stream(Op.values()).filter(it -> it.number == op).findFirst();
    if (operation.isEmpty()) {
      return Decoded.badValue("op", "SMP has no operation " + op);
    }
    if (length > in.remaining()) {
      return Decoded.truncated("SMP body", length, in.remaining());
    }
    int version = first >> VERSION_SHIFT & VERSION_MASK;
    return CborReader.map(Bytes.take(in, length))
        .map(body -> new SmpMessage(operation.get(), version, command, sequence, body));
  }

  /** The answer to this request, with the version that it came in. */
  public SmpMessage answer(Cbor.Fields answered) {
    return new SmpMessage(op.response(), version, command, sequence, answered);
  }

  boolean answers(SmpMessage request) {
    return op == request.op.response()
        && sequence == request.sequence
        && command.equals(request.command);
  }
}
