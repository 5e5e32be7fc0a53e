package dev.fuota.tests.wire;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.explain.ExplainedField;
import dev.fuota.protocol.explain.MsuExplanation;
import dev.fuota.protocol.msu.DataTransfer;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.MsuLimits;
import dev.fuota.protocol.msu.MsuType;
import dev.fuota.protocol.msu.Profile;
import dev.fuota.tests.wire.Capture.Packet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Renders {@code docs/msu-wire.md}: captured cycles, explained by the product itself. */
final class WireDocument {
  /** To our own peers, as {@code fuota decode msu} is. */
  static final MsuLimits LIMITS =
      MsuLimits.defaults().withFiles(MsuLimits.FILES_MAX, 0xffff_ffffL).withProfile(Profile.CODED);

  private static final int OCTETS_A_LINE = 16;
  private static final int OCTETS_OF_FIELD = 8;

  private static final String HEAD =
      """
      # MSU on the wire

      Two captured cycles, byte for byte. A server, 10.77.0.1, and two devices, 10.77.1.1 and 10.77.1.2, ran
      `fuota msu send` and `fuota msu receive` in network namespaces, and each device lost one frame of the
      file on purpose. Times are seconds since the first frame of the capture; numbers count its datagrams of
      UDP. The first message of each kind stands here whole, those after it as a line. What the fields say is
      what `fuota decode msu HEX` prints. This page is written from the captures, and a test compares it with
      them ([how](../CONTRIBUTING.md#change-what-is-on-the-wire)).
      """;

  private static final Map<MsuType, String> WORDS =
      Map.ofEntries(
          Map.entry(MsuType.WHO_IS, "The server asks who is there."),
          Map.entry(
              MsuType.I_AM, "A device says what it is and how long it wants to be waited for."),
          Map.entry(MsuType.CONNECT_REQ, "The server asks a device to take part."),
          Map.entry(MsuType.CONNECT_RES, "The device does."),
          Map.entry(
              MsuType.NOTIFY_UPGRADE, "The server announces the file, and where it will be sent."),
          Map.entry(MsuType.DATA, "A frame of the file."),
          Map.entry(MsuType.SCM, "A device names the frames of a chunk that it missed."),
          Map.entry(MsuType.SCM_COMPLETED, "The server closes the window for such complaints."),
          Map.entry(MsuType.TRANSFER_COMPLETED, "All chunks were sent."),
          Map.entry(MsuType.STATUS_RES, "A device reports what became of the file."),
          Map.entry(MsuType.DISCONNECT_REQ, "The server ends the connection."),
          Map.entry(MsuType.DISCONNECT_RES, "The device agrees."),
          Map.entry(MsuType.POLL, "Our extension: the server asks what is missing so far."),
          Map.entry(MsuType.REPORT, "Our extension: a device answers."),
          Map.entry(
              MsuType.CODED,
              "Our extension: the exclusive or of several frames; each device lacks one of them."));

  private final StringBuilder text = new StringBuilder(HEAD);

  /** Adds a cycle. */
  WireDocument add(String title, String introduction, List<Packet> packets) {
    text.append("\n## ").append(title).append("\n\n").append(introduction).append('\n');
    Set<Object> shown = new HashSet<>();
    boolean inTable = false;
    for (int i = 0; i < packets.size(); i++) {
      MsuExplanation explained = MsuExplanation.of(packets.get(i).payload(), LIMITS);
      if (shown.add(kind(packets.get(i).payload(), explained))) {
        whole(i + 1, packets.get(i), explained);
        inTable = false;
      } else {
        if (!inTable) {
          text.append(
              "\n| number | time | from | to | octets | message |\n|--:|--:|---|---|--:|---|\n");
        }
        int last = endOfRun(packets, i, shown);
        line(i, last, packets, explained.type().orElseThrow());
        inTable = true;
        i = last;
      }
    }
    return this;
  }

  /** What a reader wants to see once: frames of data also with each of their flags. */
  private static Object kind(Bytes datagram, MsuExplanation explained) {
    MsuType type = explained.type().orElseThrow();
    return type == MsuType.DATA
        ? List.of(type, ((DataTransfer) Wire.message(datagram)).flags())
        : type;
  }

  private void whole(int number, Packet packet, MsuExplanation explained) {
    MsuType type = explained.type().orElseThrow();
    text.append("\n### ").append(number).append(". ").append(type).append("\n\n");
    text.append(WORDS.getOrDefault(type, "")).append(' ');
    text.append(
        String.format(
            Locale.ROOT,
            "%s s, %s → %s, %d octets.\n",
            seconds(packet),
            at(packet.from(), packet.fromPort()),
            at(packet.to(), packet.toPort()),
            packet.payload().length()));
    text.append("\n```\n");
    dump(packet.payload());
    text.append("```\n\n| at | octets | field | value |\n|--:|---|---|---|\n");
    explained.fields().forEach(this::field);
  }

  private void dump(Bytes octets) {
    for (int at = 0; at < octets.length(); at += OCTETS_A_LINE) {
      int end = Math.min(octets.length(), at + OCTETS_A_LINE);
      String line = octets.slice(at, end - at).toHex().replaceAll("(..)(?=.)", "$1 ");
      text.append(String.format(Locale.ROOT, "%4d  %s\n", at, line));
    }
  }

  private void field(ExplainedField field) {
    Bytes octets = field.octets();
    String shown =
        octets.length() <= OCTETS_OF_FIELD
            ? octets.toHex()
            : octets.slice(0, OCTETS_OF_FIELD).toHex() + "…";
    String value =
        field.meaning().isEmpty() ? field.value() : field.value() + ", " + field.meaning();
    text.append(
        String.format(
            Locale.ROOT, "| %d | `%s` | %s | %s |\n", field.offset(), shown, field.name(), value));
  }

  /** Frames of a chunk that follow each other are one line. */
  private static int endOfRun(List<Packet> packets, int from, Set<Object> shown) {
    int last = from;
    while (last + 1 < packets.size()
        && Wire.message(packets.get(last).payload()) instanceof DataTransfer data
        && Wire.message(packets.get(last + 1).payload()) instanceof DataTransfer next
        && shown.contains(List.of(MsuType.DATA, next.flags()))
        && next.chunk() == data.chunk()
        && next.sequence() == data.sequence() + 1) {
      last++;
    }
    return last;
  }

  private void line(int first, int last, List<Packet> packets, MsuType type) {
    Packet packet = packets.get(first);
    String more = Wire.words(Wire.message(packet.payload()));
    boolean run = last > first;
    if (run) {
      DataTransfer end = (DataTransfer) Wire.message(packets.get(last).payload());
      more = more.replace("frame ", "frames ") + " to " + end.sequence();
    }
    text.append(
        String.format(
            Locale.ROOT,
            "| %s | %s | %s | %s | %d | %s |\n",
            first + 1 + (run ? "–" + (last + 1) : ""),
            seconds(packet) + (run ? "–" + seconds(packets.get(last)) : ""),
            at(packet.from(), packet.fromPort()),
            at(packet.to(), packet.toPort()),
            packet.payload().length(),
            type + (more.isEmpty() ? "" : ": " + more)));
  }

  private static String seconds(Packet packet) {
    return String.format(Locale.ROOT, "%.3f", packet.micros() / 1e6);
  }

  private static String at(Ipv4 address, int port) {
    return address + ":" + port;
  }

  String text() {
    return text.toString();
  }
}
