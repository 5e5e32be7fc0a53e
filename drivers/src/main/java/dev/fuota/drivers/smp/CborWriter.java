package dev.fuota.drivers.smp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes CBOR in its shortest form, with definite lengths. */
final class CborWriter {
  private static final int NEGATIVE = 1;
  private static final int OCTETS = 2;
  private static final int TEXT = 3;
  private static final int ARRAY = 4;
  private static final int MAP = 5;
  private static final int FALSE = 0xf4;
  private static final int TRUE = 0xf5;
  private static final int NULL = 0xf6;
  private static final int ONE_OCTET = 24;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private CborWriter() {}

  static byte[] write(Cbor item) {
    CborWriter writer = new CborWriter();
    writer.item(item);
    return writer.out.toByteArray();
  }

  private void item(Cbor item) {
    if (item instanceof Cbor.Int number) {
      long value = number.value();
      head(value < 0 ? NEGATIVE : 0, value < 0 ? -1 - value : value);
    } else if (item instanceof Cbor.Octets octets) {
      string(OCTETS, octets.value().toArray());
    } else if (item instanceof Cbor.Text text) {
      string(TEXT, text.value().getBytes(StandardCharsets.UTF_8));
    } else if (item instanceof Cbor.Flag flag) {
      out.write(flag.value() ? TRUE : FALSE);
    } else if (item instanceof Cbor.Items items) {
      head(ARRAY, items.values().size());
      items.values().forEach(this::item);
    } else if (item instanceof Cbor.Fields fields) {
      head(MAP, fields.values().size());
      fields
          .values()
          .forEach(
              (key, value) -> {
                string(TEXT, key.getBytes(StandardCharsets.UTF_8));
                item(value);
              });
    } else {
      out.write(NULL);
    }
  }

  private void string(int major, byte[] octets) {
    head(major, octets.length);
    out.writeBytes(octets);
  }

  private void head(int major, long argument) {
    int form = form(argument);
    int type = major << 5;
    if (form < 0) {
      out.write(type | (int) argument);
      return;
    }
    out.write(type | ONE_OCTET + form);
    for (int shift = Byte.SIZE * ((1 << form) - 1); shift >= 0; shift -= Byte.SIZE) {
      out.write((int) (argument >> shift));
    }
  }

  /** The argument stands in 2 to this power octets of its own; negative: in the first one. */
  private static int form(long argument) {
    if (argument < ONE_OCTET) {
      return -1;
    }
    if (argument <= 0xff) {
      return 0;
    }
    return argument <= 0xffff ? 1 : argument <= 0xffff_ffffL ? 2 : 3;
  }
}
