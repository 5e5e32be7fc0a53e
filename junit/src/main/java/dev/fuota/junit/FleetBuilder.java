package dev.fuota.junit;

import dev.fuota.protocol.lorawan.region.Region;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A scenario built in code: devices of one kind, their air, a campaign, and what is expected. It is
 * the text of a scenario file in another form: values are written as there, and what is wrong with
 * them is said when the fleet is made. Whoever needs several kinds of devices writes a file.
 *
 * <p>Unless said otherwise: one device of class C in EU868 that joins, nothing lost, and a run that
 * ends when all devices are updated, after 12 hours at the latest, with none bricked.
 */
public final class FleetBuilder {
  /** A scenario must expect something. */
  private static final List<Map<String, String>> USUAL = List.of(Map.of("bricked", "0"));

  private final Map<String, String> top = new LinkedHashMap<>();
  private final Map<String, String> fleet = new LinkedHashMap<>();
  private final Map<String, String> air = new LinkedHashMap<>();
  private final Map<String, String> campaign = new LinkedHashMap<>();
  private final Map<String, String> until = new LinkedHashMap<>();
  private final List<Map<String, String>> faults = new ArrayList<>();
  private final List<Map<String, String>> expected = new ArrayList<>();

  FleetBuilder(String name) {
    top.put("apiVersion", "fuota/v1");
    top.put("name", name);
    fleet.put("count", "1");
    fleet.put("class", "C");
    until.put("updated", "all");
    until.put("longest", "12h");
  }

  /** The same seed gives the same run in virtual time. */
  public FleetBuilder seed(long seed) {
    top.put("seed", Long.toString(seed));
    return this;
  }

  /** What region the devices and gateways are in, e.g. {@link Region#US915}. */
  public FleetBuilder region(Region region) {
    top.put("region", region.name());
    return this;
  }

  /** How many devices there are, 1 and up. */
  public FleetBuilder devices(int count) {
    return fleet("count", Integer.toString(count));
  }

  /** The class of all devices. */
  public FleetBuilder deviceClass(DeviceClass its) {
    return fleet("class", its.name());
  }

  /** Any other key of the devices: {@code fleet("bootloader", "swap-move")}. */
  public FleetBuilder fleet(String key, String value) {
    fleet.put(key, value);
    return this;
  }

  /** The share of frames that each device loses in bursts, e.g. {@code "10%"}. */
  public FleetBuilder loss(String share) {
    return air("loss", share);
  }

  /** Any other key of the air: {@code air("preset", "city")}. */
  public FleetBuilder air(String key, String value) {
    air.put(key, value);
    return this;
  }

  /**
   * The new firmware: an image of this size, e.g. {@code "100KiB"}. Has the built-in server update
   * the fleet; for a server elsewhere leave it out.
   */
  public FleetBuilder image(String size) {
    return campaign("image", size);
  }

  /** Any other key of the campaign: {@code campaign("redundancy", "30%")}. */
  public FleetBuilder campaign(String key, String value) {
    campaign.put(key, value);
    return this;
  }

  /** Something that goes wrong: {@code fault("at", "2h", "do", "gateway-down", …)}. */
  public FleetBuilder fault(String... keysAndValues) {
    if (keysAndValues.length % 2 != 0) {
      throw new IllegalArgumentException(
          "a key without value: " + String.join(", ", keysAndValues));
    }
    Map<String, String> fault = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      fault.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    faults.add(fault);
    return this;
  }

  /** The run ends as soon as all devices have joined, not only when they are updated. */
  public FleetBuilder untilJoined() {
    until.remove("updated");
    until.put("joined", "all");
    return this;
  }

  /** The run ends after this at the latest, 1 ms up to 30 days. */
  public FleetBuilder longest(Duration longest) {
    until.put("longest", written(longest));
    return this;
  }

  /** What is to come of it: {@code expect("updated", ">= 99%")}. */
  public FleetBuilder expect(String figure, String value) {
    expected.add(Map.of(figure, value));
    return this;
  }

  /** What is to come of it in a time: {@code expect("updated", ">= 99%", Duration.ofHours(6))}. */
  public FleetBuilder expect(String figure, String value, Duration within) {
    Map<String, String> line = new LinkedHashMap<>();
    line.put(figure, value);
    line.put("within", written(within));
    expected.add(line);
    return this;
  }

  private static String written(Duration time) {
    return time.toMillis() + "ms";
  }

  /** The scenario as text. */
  String text() {
    StringBuilder text = new StringBuilder();
    top.forEach((key, value) -> text.append(key).append(": ").append(quoted(value)).append('\n'));
    text.append("fleet: [").append(flow(fleet)).append("]\n");
    section(text, "air", air);
    section(text, "campaign", campaign);
    section(text, "until", until);
    lines(text, "faults", faults);
    lines(text, "expect", expected.isEmpty() ? USUAL : expected);
    return text.toString();
  }

  private static void section(StringBuilder text, String key, Map<String, String> values) {
    if (!values.isEmpty()) {
      text.append(key).append(": ").append(flow(values)).append('\n');
    }
  }

  private static void lines(StringBuilder text, String key, List<Map<String, String>> lines) {
    if (!lines.isEmpty()) {
      text.append(key).append(":\n");
      lines.forEach(line -> text.append("  - ").append(flow(line)).append('\n'));
    }
  }

  private static String flow(Map<String, String> values) {
    List<String> entries = new ArrayList<>();
    values.forEach((key, value) -> entries.add(quoted(key) + ": " + quoted(value)));
    return "{" + String.join(", ", entries) + "}";
  }

  /** In quotes nothing in a value is taken for YAML. */
  private static String quoted(String value) {
    return "'" + value.replace("'", "''") + "'";
  }
}
