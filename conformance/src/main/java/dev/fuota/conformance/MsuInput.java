package dev.fuota.conformance;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.DeviceParameters;
import dev.fuota.protocol.msu.FileContext;
import dev.fuota.protocol.msu.FileGeometry;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.MacAddress;
import dev.fuota.protocol.msu.MsuDecoded;
import dev.fuota.protocol.msu.MsuDecoder;
import dev.fuota.protocol.msu.MsuLimits;
import dev.fuota.protocol.msu.Profile;

/** What several groups of an MSU file have in common. */
final class MsuInput {
  private MsuInput() {}

  /** Decodes {@code datagram} as the entry's device, with the entry's file in progress. */
  static MsuDecoded decode(Entry entry, Bytes datagram) {
    MsuDecoder decoder = new MsuDecoder(limits(entry));
    return entry.has("context")
        ? decoder.decode(datagram.asBuffer(), context(entry.get("context")))
        : decoder.decode(datagram);
  }

  private static FileContext context(Entry context) {
    return new FileContext(context.integer("fileNumber"), geometry(context));
  }

  static FileGeometry geometry(Entry entry) {
    return new FileGeometry(
        entry.get("fileSize").u32(), entry.integer("sequenceLimit"), entry.integer("sequenceSize"));
  }

  private static MsuLimits limits(Entry entry) {
    MsuLimits limits = MsuLimits.defaults();
    boolean local =
        entry.find("source").or(() -> entry.find("sender")).filter(MsuInput::isLocal).isPresent();
    return entry
        .find("device")
        .map(
            device ->
                new MsuLimits(
                    number(device, "sequenceLimit", limits.sequenceLimit()),
                    number(device, "maxSequenceSize", limits.maxSequenceSize()),
                    device.find("maxFileSize").map(Entry::u32).orElse(limits.maxFileSize()),
                    number(device, "maxFiles", limits.maxFiles()),
                    local,
                    false,
                    Profile.NONE))
        .orElse(local ? limits.fromLocal() : limits);
  }

  private static boolean isLocal(Entry source) {
    return source.shown().equals("local");
  }

  private static int number(Entry device, String name, int otherwise) {
    return device.find(name).map(Entry::integer).orElse(otherwise);
  }

  static Ipv4 address(Entry entry) {
    return Ipv4.parse(entry.text()).orElseThrow(() -> entry.malformed("an address is needed"));
  }

  static MacAddress mac(Entry entry) {
    return MacAddress.parse(entry.text()).orElseThrow(() -> entry.malformed("a MAC is needed"));
  }

  static DeviceParameters parameters(Entry entry) {
    return new DeviceParameters(
        entry.integer("sequenceDelayMs"),
        entry.integer("scmDelayMs"),
        entry.integer("ccmDelayMs"),
        entry.integer("ccmRetry"),
        entry.integer("scmRetry"),
        entry.integer("timeoutSec"),
        entry.integer("sequenceLimit"));
  }

  /** A number of 32 bits that is a token. */
  static int token(Entry entry) {
    return (int) entry.u32();
  }
}
