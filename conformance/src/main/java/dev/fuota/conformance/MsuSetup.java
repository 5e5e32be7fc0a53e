package dev.fuota.conformance;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.fuota.agent.msu.Access;
import dev.fuota.agent.msu.MsuClientConfig;
import dev.fuota.agent.msu.MsuTimes;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.DeviceIdentity;
import dev.fuota.protocol.msu.DeviceParameters;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.MacAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The configuration of an MSU client, as known-answer files write it. */
final class MsuSetup {
  private MsuSetup() {}

  static Ipv4 address(Entry entry) {
    return address(entry, entry.text());
  }

  private static Ipv4 address(Entry entry, String text) {
    return Ipv4.parse(text).orElseThrow(() -> entry.malformed("an IPv4 address is needed"));
  }

  /** The defaults of all scenarios. */
  static MsuClientConfig defaults(Entry defaults) {
    MsuTimes times =
        MsuTimes.DEFAULT
            .withWindows(integer(defaults, "scmWaitMs"), integer(defaults, "ccmWaitMs"))
            .withTimeouts(
                integer(defaults, "updateTimeoutSec"),
                integer(defaults, "connectionTimeoutDefaultSec"))
            .withSpreads(integer(defaults, "iAmSpreadMs"), integer(defaults, "statusJitterMs"));
    return MsuClientConfig.open()
        .withTimes(times)
        .withIdentity(identity(defaults.get("identity")), text(defaults, "installedVersion"))
        .withTexts(Optional.empty(), text(defaults, "deviceLocation"))
        .withParameters(parameters(defaults.get("deviceParam")))
        .withAccess(access(defaults, "authLevel"));
  }

  /** What one scenario has otherwise. */
  static MsuClientConfig with(MsuClientConfig config, Entry defaults, Entry client) {
    MsuClientConfig changed = config;
    if (client.has("installed")) {
      changed = changed.withIdentity(identity(defaults.get("identity")), text(client, "installed"));
    }
    return client.has("level") ? changed.withAccess(access(client, "level")) : changed;
  }

  /** A device of the connect policies. */
  static MsuClientConfig device(Entry device) {
    MsuClientConfig config =
        MsuClientConfig.open()
            .withIdentity(identity(device.get("identity")), Optional.empty())
            .withAccess(access(device, "level"));
    return device
        .find("filePattern")
        .map(pattern -> config.withFilePattern(pattern(pattern)))
        .orElse(config);
  }

  private static Pattern pattern(Entry pattern) {
    try {
      return Pattern.compile(pattern.text());
    } catch (PatternSyntaxException e) {
      throw pattern.malformed("this is no pattern");
    }
  }

  static Access access(Entry device, String level) {
    Map<Ipv4, Optional<MacAddress>> servers = new HashMap<>();
    device
        .find("whitelist")
        .ifPresent(
            list ->
                list.memberNames()
                    .forEach(
                        name ->
                            servers.put(address(list, name), list.find(name).map(MsuSetup::mac))));
    return new Access(
        device.integer(level, 0, 3),
        device.flagOrFalse("basicOptional"),
        credential(device, "username"),
        credential(device, "password"),
        servers);
  }

  private static Bytes credential(Entry device, String name) {
    return text(device, name).map(value -> Bytes.of(value.getBytes(US_ASCII))).orElse(Bytes.EMPTY);
  }

  private static MacAddress mac(Entry entry) {
    return MacAddress.parse(entry.text())
        .orElseThrow(() -> entry.malformed("a MAC address is needed"));
  }

  private static DeviceIdentity identity(Entry entry) {
    return new DeviceIdentity(
        text(entry, "hardwareId"),
        text(entry, "productId"),
        text(entry, "productName"),
        text(entry, "modelName"),
        text(entry, "vendorId"));
  }

  private static DeviceParameters parameters(Entry entry) {
    return new DeviceParameters(
        entry.integer("sequenceDelayMs", 0, 0xffff),
        entry.integer("scmDelayMs", 0, 0xffff),
        entry.integer("ccmDelayMs", 0, 0xffff),
        entry.integer("ccmRetry", 0, 0xff),
        entry.integer("scmRetry", 0, 0xff),
        entry.integer("timeoutSec", 0, 0xff),
        entry.integer("sequenceLimit", 1, 32));
  }

  private static int integer(Entry entry, String name) {
    return entry.integer(name, 1, Integer.MAX_VALUE / 1000);
  }

  private static Optional<String> text(Entry entry, String name) {
    return entry.find(name).map(Entry::text);
  }
}
