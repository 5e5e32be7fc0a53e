package dev.fuota.monitor;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;

/** Texts that are nearly what is expected. */
final class RandomJson {
  private static final List<String> KEYS =
      List.of(
          "name",
          "kind",
          "devices",
          "deviceSets",
          "regions",
          "file",
          "commands",
          "group",
          "parameters",
          "fPort",
          "hex",
          "deleteOnDevices",
          "success_threshold",
          "redundancy",
          "session_start",
          "frag_size",
          "canary",
          "appKey",
          "class",
          "network",
          "");
  private static final List<String> VALUES =
      List.of(
          "\"FIRMWARE_UPGRADE\"",
          "\"CONFIGURE_MULTICAST_GROUPS\"",
          "\"\"",
          "\"0102030405060708\"",
          "\"ffffffffffffffffffffffffffffffff\"",
          "\"2026-99-99T99:99:99Z\"",
          "\"silent\"",
          "\"\\u0000\\ud83d\\ude00\"",
          "null",
          "true",
          "0",
          "-1",
          "1e400",
          "-0.0",
          "99999999999999999999999999",
          "\"99999999999999d\"",
          "\"140%\"",
          "\"5min\"");
  private static final int DAMAGE = 4;
  private static final int DEPTH_MAX = 4;

  private RandomJson() {}

  /** A document; in every fourth some octets are others. */
  static byte[] octets(RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    value(random, text, 0);
    byte[] octets = text.toString().getBytes(StandardCharsets.UTF_8);
    if (random.nextInt(DAMAGE) == 0 && octets.length > 0) {
      for (int i = 0; i < DAMAGE; i++) {
        octets[random.nextInt(octets.length)] = (byte) random.nextInt();
      }
    }
    return octets;
  }

  private static void value(RandomGenerator random, StringBuilder into, int depth) {
    int kind = depth == 0 ? 0 : random.nextInt(6);
    if (depth == DEPTH_MAX || kind > 1) {
      into.append(VALUES.get(random.nextInt(VALUES.size())));
      return;
    }
    into.append(kind == 0 ? '{' : '[');
    int count = random.nextInt(6);
    for (int i = 0; i < count; i++) {
      into.append(i == 0 ? "" : ",");
      if (kind == 0) {
        into.append('"').append(KEYS.get(random.nextInt(KEYS.size()))).append("\":");
      }
      value(random, into, depth + 1);
    }
    into.append(kind == 0 ? '}' : ']');
  }
}
