package dev.fuota.gateway.protobuf;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A message that somebody else wrote. Of a field that may stand only once the last one counts;
 * fields that nobody asks for, and those of another wire type, do not matter. Messages inside are
 * read when they are asked for: the depth is that of the reader's questions, not of the octets.
 */
public final class ProtoMessage {
  /** More fields than any message has that fits the limits of its readers. */
  private static final int FIELDS_MAX = 10_000;

  private static final int VARINT_MAX = 10;

  private final List<Field> fields;

  /** One field: a number, or octets. */
  private record Field(int number, int wireType, long value, Bytes octets) {}

  private ProtoMessage(List<Field> fields) {
    this.fields = fields;
  }

  /** What is wrong with a message; becomes a value in {@link #decode}. */
  private static final class Bad extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String sentence;

    Bad(String sentence) {
      super(sentence, null, false, false);
      this.sentence = sentence;
    }
  }

  /** To be thrown by a reader that finds a value wrong. */
  public static RuntimeException bad(String sentence) {
    return new Bad(sentence);
  }

  /**
   * Reads a message.
   *
   * @param what the message, by its name
   * @param reader makes a value of its fields
   */
  public static <T> Decoded<T> decode(String what, Bytes octets, Function<ProtoMessage, T> reader) {
    try {
      return Decoded.ok(reader.apply(parse(octets)));
    } catch (Bad e) {
      return Decoded.badValue(what, e.sentence);
    }
  }

  private static ProtoMessage parse(Bytes octets) {
    ByteBuffer in = octets.asBuffer().order(ByteOrder.LITTLE_ENDIAN);
    List<Field> fields = new ArrayList<>();
    while (in.hasRemaining()) {
      if (fields.size() == FIELDS_MAX) {
        throw bad("there are more than " + FIELDS_MAX + " fields");
      }
      fields.add(field(in));
    }
    return new ProtoMessage(fields);
  }

  private static Field field(ByteBuffer in) {
    long tag = varint(in);
    long number = tag >>> 3;
    int wireType = (int) tag & 7;
    if (number == 0 || number >= 1 << 29) {
      throw bad("a field has the number " + Long.toUnsignedString(number));
    }
    return switch (wireType) {
      case ProtoWriter.VARINT -> new Field((int) number, wireType, varint(in), Bytes.EMPTY);
      case ProtoWriter.FIXED64 ->
          new Field((int) number, wireType, need(in, Long.BYTES).getLong(), Bytes.EMPTY);
      case ProtoWriter.FIXED32 ->
          new Field((int) number, wireType, need(in, Integer.BYTES).getInt(), Bytes.EMPTY);
      case ProtoWriter.LENGTH -> {
        long length = varint(in);
        yield new Field((int) number, wireType, length, Bytes.take(need(in, length), (int) length));
      }
      default -> throw bad("wire type " + wireType + " is not known");
    };
  }

  private static ByteBuffer need(ByteBuffer in, long length) {
    if (length < 0 || length > in.remaining()) {
      throw bad("a field is cut");
    }
    return in;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int i = 0; i < VARINT_MAX; i++) {
      int octet = need(in, 1).get();
      value |= (octet & 0x7fL) << (7 * i);
      if (octet >= 0) {
        return value;
      }
    }
    throw bad("a number has more than " + VARINT_MAX + " octets");
  }

  private Optional<Field> last(int number, int wireType) {
    for (int i = fields.size() - 1; i >= 0; i--) {
      Field field = fields.get(i);
      if (field.number == number && field.wireType == wireType) {
        return Optional.of(field);
      }
    }
    return Optional.empty();
  }

  /** uint64 or int64; 0 if absent. */
  public long number(int field) {
    return last(field, ProtoWriter.VARINT).map(Field::value).orElse(0L);
  }

  /** uint32 (as the same bits), int32 or enum: the lower 32 bits; 0 if absent. */
  public int number32(int field) {
    return (int) number(field);
  }

  public boolean flag(int field) {
    return number(field) != 0;
  }

  public float real32(int field) {
    return last(field, ProtoWriter.FIXED32)
        .map(found -> Float.intBitsToFloat((int) found.value))
        .orElse(0f);
  }

  /** Octets; none if absent. */
  public Bytes octets(int field) {
    return last(field, ProtoWriter.LENGTH).map(Field::octets).orElse(Bytes.EMPTY);
  }

  /** A text, UTF-8; empty if absent. */
  public String text(int field) {
    try {
      CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(octets(field).asBuffer());
      return text.toString();
    } catch (CharacterCodingException e) {
      throw bad("field " + field + " is no UTF-8");
    }
  }

  /** A message inside. */
  public Optional<ProtoMessage> message(int field) {
    return last(field, ProtoWriter.LENGTH).map(found -> parse(found.octets));
  }

  /** The messages of a repeated field, {@code max} at most. */
  public List<ProtoMessage> messages(int field, int max) {
    List<ProtoMessage> found = new ArrayList<>();
    for (Field each : fields) {
      if (each.number == field && each.wireType == ProtoWriter.LENGTH) {
        if (found.size() == max) {
          throw bad("field " + field + " stands more than " + max + " times");
        }
        found.add(parse(each.octets));
      }
    }
    return found;
  }
}
