package dev.fuota.conformance;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.explain.MsuFields;
import dev.fuota.protocol.msu.MsuDecoded;
import dev.fuota.protocol.msu.MsuMessage;
import dev.fuota.protocol.msu.MsuType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** MSU messages both ways, datagrams that are none, and the samples of the MSU text. */
final class MsuMessageAnswers implements MsuAnswers.Part {
  private static final int VERSION_AT = 3;

  @Override
  public Set<String> members() {
    return Set.of("messages", "reject", "appendixB");
  }

  @Override
  public List<GroupReport> run(Entry document) {
    Group messages = new Group("messages");
    document.elementsOf("messages").forEach(entry -> runMessage(messages, entry));
    Group reject = new Group("reject");
    document
        .elementsOf("reject")
        .forEach(entry -> reject.run(entry.text("id"), check -> checkReject(check, entry)));
    Group samples = new Group("appendixB");
    document
        .elementsOf("appendixB")
        .forEach(entry -> samples.run(entry.text("id"), check -> checkSample(check, entry)));
    return List.of(messages.report(), reject.report(), samples.report());
  }

  private static void runMessage(Group group, Entry entry) {
    MsuType type =
        Stream.of(MsuType.values())
            .filter(it -> it.name().equals(entry.text("type")))
            .findFirst()
            .orElseThrow(() -> entry.get("type").malformed("this type of message is not known"));
    group.run(
        entry.text("id"),
        check -> {
          checkDecoder(check, entry, type);
          checkEncoder(check, entry, type);
        });
  }

  private static void checkDecoder(Check check, Entry entry, MsuType type) {
    Bytes datagram = entry.hex("hex");
    MsuDecoded decoded = MsuInput.decode(entry, datagram);
    if (!(decoded instanceof MsuDecoded.Ok ok)) {
      check.failed("hex", "a message", decoded.toString());
      return;
    }
    check.same("type", type, ok.message().type());
    check.same("length", entry.integer("length"), datagram.length());
    check.same(
        "warnings",
        Set.copyOf(entry.elementsOf("warnings").stream().map(Entry::text).toList()),
        Set.copyOf(ok.warnings().stream().map(Enum::name).toList()));
    checkFields(check, entry.get("fields"), fields(ok.message(), datagram));
  }

  private static Map<String, Object> fields(MsuMessage message, Bytes datagram) {
    Map<String, Object> fields = new TreeMap<>(MsuFields.of(message));
    int version = datagram.at(VERSION_AT);
    if (version != MsuMessage.VERSION) {
      fields.put("versionByte", version);
    }
    return fields;
  }

  /** Compares each field that either side has; null is a field that is not there. */
  private static void checkFields(Check check, Entry expected, Map<String, Object> got) {
    for (String name : expected.memberNames()) {
      Object value = Optional.ofNullable(got.remove(name)).orElse("no such field");
      Entry known = expected.get(name);
      if (value instanceof Map<?, ?> nested) {
        Map<String, Object> inner = new TreeMap<>();
        nested.forEach((key, one) -> inner.put(key.toString(), one));
        checkFields(check, known, inner);
      } else {
        check.same(name, shown(known), value);
      }
    }
    got.forEach((name, value) -> check.failed(name, "no such field", value.toString()));
  }

  private static Object shown(Entry known) {
    if (known.isArray()) {
      List<Object> elements = new ArrayList<>();
      known.elements().forEach(it -> elements.add(it.shown()));
      return elements;
    }
    JsonNode node = known.node();
    return node.isNull() ? Optional.empty() : known.shown();
  }

  private static void checkEncoder(Check check, Entry entry, MsuType type) {
    Entry fields = entry.get("fields");
    Bytes expected = entry.hex("hex");
    try {
      byte[] encoded = new MsuMessageInput(fields).message(type).encoded().toArray();
      fields.find("versionByte").ifPresent(it -> encoded[VERSION_AT] = (byte) it.integer());
      check.same("hex", expected, Bytes.of(encoded));
    } catch (IllegalArgumentException e) {
      check.failed("hex", expected.toHex(), "refused: " + e.getMessage());
    }
  }

  private static void checkReject(Check check, Entry entry) {
    MsuDecoded decoded = MsuInput.decode(entry, entry.hex("hex"));
    check.same(
        "reason",
        entry.text("reason"),
        decoded instanceof MsuDecoded.Rejected rejected
            ? rejected.reason()
            : "accepted: " + decoded);
  }

  /** The samples lack their first octet, so they are none; with it they mean what the text says. */
  private static void checkSample(Check check, Entry entry) {
    MsuDecoded raw = MsuInput.decode(entry, entry.hex("rawHex"));
    check.same(
        "defaultProfile",
        entry.text("defaultProfile"),
        raw instanceof MsuDecoded.Rejected rejected ? "reject " + rejected.reason() : "accepted");
    MsuDecoded decoded = MsuInput.decode(entry, entry.hex("sameContentInV1"));
    if (!(decoded instanceof MsuDecoded.Ok ok)) {
      check.failed("sameContentInV1", "a message", decoded.toString());
      return;
    }
    Map<String, Object> fields = MsuFields.of(ok.message());
    Entry meaning = entry.get("meaning");
    for (String name : meaning.memberNames()) {
      Object got = fields.get(name);
      Entry expected = meaning.get(name);
      if (got != null && !(got instanceof String && expected.shown().startsWith("none"))) {
        check.same(name, shown(expected), got);
      }
    }
  }
}
