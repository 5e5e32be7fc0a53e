package dev.fuota.protocol.explain;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.ReadField;
import dev.fuota.protocol.multipackage.MultiPackageFrame;
import dev.fuota.protocol.packages.ApplicationPackage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes down what was read, with the reserved bits that are not zero. */
final class FieldLines {
  private FieldLines() {}

  static ExplainedField cid(Bytes payload, int at, String name) {
    String value = String.format("0x%02x", payload.at(at));
    return new ExplainedField(at, payload.slice(at, 1), Optional.empty(), "CID", value, name);
  }

  static ExplainedField packageId(Bytes payload, int at) {
    int id = MultiPackageFrame.PACKAGE_ID.get(payload.at(at));
    String meaning =
        ApplicationPackage.of(id).map(one -> one.specification() + " " + one.title()).orElse("");
    return new ExplainedField(
        at,
        payload.slice(at, 1),
        Optional.of(MultiPackageFrame.PACKAGE_ID),
        MultiPackageFrame.PACKAGE_ID.name(),
        String.valueOf(id),
        meaning);
  }

  static ExplainedField token(Bytes payload, int at) {
    return new ExplainedField(
        at,
        payload.slice(at, 1),
        Optional.of(MultiPackageFrame.TOKEN),
        MultiPackageFrame.TOKEN.name(),
        String.valueOf(MultiPackageFrame.TOKEN.get(payload.at(at))),
        "of this set of commands; its answers carry the same");
  }

  static List<ExplainedField> of(List<ReadField> fields, Meanings meanings) {
    List<ExplainedField> lines = new ArrayList<>();
    Map<Integer, Integer> taken = new TreeMap<>();
    for (ReadField field : fields) {
      if (field.isPart()) {
        taken.merge(field.offset(), mask(field.bits()), (a, b) -> a | b);
      }
      lines.add(line(field, meanings));
    }
    for (Map.Entry<Integer, Integer> word : taken.entrySet()) {
      addReserved(lines, word.getKey(), word.getValue());
    }
    return lines;
  }

  private static int mask(Bits bits) {
    return bits.put(bits.max());
  }

  private static ExplainedField line(ReadField field, Meanings meanings) {
    return new ExplainedField(
        field.offset(),
        field.octets(),
        field.isPart() ? Optional.of(field.bits()) : Optional.empty(),
        field.name(),
        meanings.value(field),
        meanings.of(field));
  }

  /** Adds a line behind those of the word if bits that nobody took are set (PKG-03). */
  private static void addReserved(List<ExplainedField> lines, int offset, int taken) {
    int last = 0;
    for (int i = 0; i < lines.size(); i++) {
      last = lines.get(i).offset() == offset ? i : last;
    }
    Bytes octets = lines.get(last).octets();
    int word = 0;
    for (int i = 0; i < octets.length(); i++) {
      word |= octets.at(i) << (Byte.SIZE * i);
    }
    int reserved = word & ~taken;
    if (reserved != 0) {
      String value = Integer.toBinaryString(reserved);
      lines.add(
          last + 1,
          new ExplainedField(
              offset, octets, Optional.empty(), "RFU", "0b" + value, "reserved bits, ignored"));
    }
  }
}
