package dev.fuota.drivers.smp;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one CBOR item, with definite or indefinite lengths. Every item takes an octet at least, so
 * that work and memory are bounded by the input; items lie in each other {@value #DEPTH_MAX} deep
 * at most.
 */
final class CborReader {
  private static final int DEPTH_MAX = 8;

  private static final int UNSIGNED = 0;
  private static final int NEGATIVE = 1;
  private static final int OCTETS = 2;
  private static final int TEXT = 3;
  private static final int ARRAY = 4;
  private static final int MAP = 5;
  private static final int TAG = 6;

  private static final int INFO_MASK = 0x1f;
  private static final int ONE_OCTET = 24;
  private static final int EIGHT_OCTETS = 27;
  private static final int INDEFINITE = 31;
  private static final int BREAK = 0xff;
  private static final int FALSE = 20;
  private static final int TRUE = 21;
  private static final Cbor OTHER = new Cbor.Other();

  private final ByteBuffer in;

  private CborReader(ByteBuffer in) {
    this.in = in;
  }

  /** The map at the start of {@code octets}; what follows it is ignored. */
  static Decoded<Cbor.Fields> map(Bytes octets) {
    try {
      Cbor read = new CborReader(octets.asBuffer()).item(0);
      return read instanceof Cbor.Fields fields
          ? Decoded.ok(fields)
          : Decoded.badValue("SMP body", "the body is no map");
    } catch (BufferUnderflowException cut) {
      return Decoded.badValue("SMP body", "the CBOR ends too early");
    } catch (Unreadable reason) {
      return Decoded.badValue("SMP body", String.valueOf(reason.getMessage()));
    }
  }

  private Cbor item(int depth) {
    if (depth > DEPTH_MAX) {
      throw new Unreadable("CBOR items lie too deep in each other");
    }
    int head = in.get() & 0xff;
    int info = head & INFO_MASK;
    return switch (head >> 5) {
      case UNSIGNED -> number(argument(info), false);
      case NEGATIVE -> number(argument(info), true);
      case OCTETS -> new Cbor.Octets(Bytes.of(string(info, OCTETS)));
      case TEXT -> new Cbor.Text(new String(string(info, TEXT), StandardCharsets.UTF_8));
      case ARRAY -> array(info, depth);
      case MAP -> fields(info, depth);
      case TAG -> {
        argument(info);
        yield item(depth + 1);
      }
      default -> simple(info);
    };
  }

  private static Cbor number(long argument, boolean negative) {
    // Above 2^63-1 there is nothing SMP counts.
    return argument < 0 ? OTHER : new Cbor.Int(negative ? -1 - argument : argument);
  }

  private Cbor simple(int info) {
    if (info == INDEFINITE) {
      throw new Unreadable("a break where an item belongs");
    }
    if (info >= ONE_OCTET) {
      argument(info);
      return OTHER;
    }
    return info == FALSE || info == TRUE ? new Cbor.Flag(info == TRUE) : OTHER;
  }

  private long argument(int info) {
    if (info < ONE_OCTET) {
      return info;
    }
    if (info > EIGHT_OCTETS) {
      throw new Unreadable("a CBOR length of an unknown form");
    }
    long value = 0;
    for (int left = 1 << (info - ONE_OCTET); left > 0; left--) {
      value = value << Byte.SIZE | (in.get() & 0xff);
    }
    return value;
  }

  private byte[] string(int info, int major) {
    if (info != INDEFINITE) {
      return take(argument(info));
    }
    List<byte[]> pieces = new ArrayList<>();
    int length = 0;
    while (!atBreak()) {
      int head = in.get() & 0xff;
      if (head >> 5 != major || (head & INFO_MASK) == INDEFINITE) {
        throw new Unreadable("a string of other pieces");
      }
      byte[] piece = take(argument(head & INFO_MASK));
      pieces.add(piece);
      length += piece.length;
    }
    ByteBuffer whole = ByteBuffer.allocate(length);
    pieces.forEach(whole::put);
    return whole.array();
  }

  private byte[] take(long length) {
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] taken = new byte[(int) length];
    in.get(taken);
    return taken;
  }

  private Cbor array(int info, int depth) {
    List<Cbor> values = new ArrayList<>();
    if (info == INDEFINITE) {
      while (!atBreak()) {
        values.add(item(depth + 1));
      }
    } else {
      for (long left = count(info); left > 0; left--) {
        values.add(item(depth + 1));
      }
    }
    return new Cbor.Items(values);
  }

  private Cbor fields(int info, int depth) {
    Map<String, Cbor> values = new LinkedHashMap<>();
    if (info == INDEFINITE) {
      while (!atBreak()) {
        field(values, depth);
      }
    } else {
      for (long left = count(info); left > 0; left--) {
        field(values, depth);
      }
    }
    return new Cbor.Fields(values);
  }

  private void field(Map<String, Cbor> values, int depth) {
    @Nullable String key = item(depth + 1) instanceof Cbor.Text text ? text.value() : null;
    Cbor value = item(depth + 1);
    if (key != null) {
      values.put(key, value);
    }
  }

  private long count(int info) {
    long count = argument(info);
    if (count < 0 || count > in.remaining()) {
      throw new BufferUnderflowException();
    }
    return count;
  }

  private boolean atBreak() {
    in.mark();
    if ((in.get() & 0xff) == BREAK) {
      return true;
    }
    in.reset();
    return false;
  }

  /** Octets that are no CBOR; never leaves this class. */
  private static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
      super(message, null, false, false);
    }
  }
}
