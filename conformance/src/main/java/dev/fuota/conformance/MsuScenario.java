package dev.fuota.conformance;

import dev.fuota.agent.msu.MsuClientConfig;
import dev.fuota.agent.msu.MsuSubstate;
import dev.fuota.conformance.device.MsuDevice;
import dev.fuota.conformance.device.MsuSent;
import dev.fuota.hal.net.DatagramPort.Line;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.Endpoint;
import dev.fuota.protocol.msu.LocalCommand;
import dev.fuota.protocol.msu.MsuDecoded;
import dev.fuota.protocol.msu.MsuDecoder;
import dev.fuota.protocol.msu.MsuLimits;
import dev.fuota.protocol.msu.MsuType;
import dev.fuota.protocol.msu.StatusResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One scenario, run with every random time at one fraction of its window. */
final class MsuScenario {
  private static final int SERVER_PORT = 15567;
  private static final long NANOS_PER_MS = 1_000_000;
  private static final Set<String> OVERRIDES =
      Set.of("level", "whitelist", "basicOptional", "username", "password", "installed", "groupId");

  private final Entry scenario;
  private final Check check;
  private final String where;
  private final long tolerance;
  private final MsuDevice device;

  MsuScenario(Entry defaults, Entry scenario, double fraction, Check check) {
    this.scenario = scenario;
    this.check = check;
    this.where = fraction == 0 ? "" : String.format("at %.1f of each window: ", fraction);
    this.tolerance = defaults.integer("toleranceMs", 0, 1000);
    MsuClientConfig config =
        MsuSetup.with(MsuSetup.defaults(defaults), defaults, scenario.get("client"));
    this.device = new MsuDevice(config, MsuSetup.address(defaults.get("clientIp")), fraction);
    Entry client = scenario.get("client");
    client.memberNames().stream()
        .filter(name -> !OVERRIDES.contains(name))
        .forEach(name -> check.failed(where + "client/" + name, "no such member", "it is there"));
    int group = (client.has("groupId") ? client : defaults).integer("groupId", 0, 127);
    if (group != 0) {
      device.setGroup(group);
    }
  }

  void run() {
    for (Entry step : scenario.get("steps").elements()) {
      device.at(step.integer("at"), () -> perform(step));
    }
    Entry last = scenario.get("final");
    device.runUntil(last.integer("at"));
    checkSent();
    checkFinal(last);
  }

  private void perform(Entry step) {
    if (step.flagOrFalse("restart")) {
      device.restart(step.integer("downMs", 0, Integer.MAX_VALUE));
    } else if (step.has("local")) {
      device.command(command(step.get("local")));
    } else {
      device.receive(
          new Endpoint(MsuSetup.address(step.get("from")), SERVER_PORT),
          line(step.get("type")),
          step.hex("rx"));
    }
  }

  private static LocalCommand command(Entry name) {
    return switch (name.text()) {
      case "START" -> LocalCommand.START;
      case "STOP" -> LocalCommand.STOP;
      case "INIT" -> LocalCommand.INIT;
      default -> throw name.malformed("no local command");
    };
  }

  private static Line line(Entry type) {
    return switch (type.text()) {
      case "WHO_IS", "NOTIFY_UPGRADE", "NOTIFY_DOWNGRADE", "NOTIFY_FORCE_UPGRADE" -> Line.DISCOVERY;
      case "DATA", "SCM_COMPLETED", "CCM_COMPLETED", "TRANSFER_COMPLETED", "TRANSFER_ABORTED" ->
          Line.DATA;
      default -> Line.UNICAST;
    };
  }

  private void checkSent() {
    List<Entry> expected = scenario.get("expect").elements();
    List<MsuSent> sent = device.sent();
    for (int i = 0; i < Math.max(expected.size(), sent.size()); i++) {
      String field = where + "expect/" + i;
      if (i >= sent.size()) {
        check.failed(field, expected.get(i).get("hex").shown(), "nothing");
      } else if (i >= expected.size()) {
        check.failed(field, "nothing more", show(sent.get(i)));
      } else {
        compare(field, expected.get(i), sent.get(i));
      }
    }
    List<String> types = sent.stream().map(one -> type(one.octets())).toList();
    scenario
        .elementsOf("neverSend")
        .forEach(
            never ->
                check.same(
                    where + "neverSend/" + never.text(), false, types.contains(never.text())));
  }

  private void compare(String field, Entry expected, MsuSent sent) {
    check.same(field + "/type", expected.text("type"), type(sent.octets()));
    check.same(field + "/hex", expected.hex("hex"), sent.octets());
    long earliest = (expected.integer("notBefore") - tolerance) * NANOS_PER_MS;
    long latest = (expected.integer("notAfter") + tolerance) * NANOS_PER_MS;
    if (sent.nanos() < earliest || sent.nanos() > latest) {
      check.failed(
          field,
          expected.integer("notBefore") + " to " + expected.integer("notAfter") + " ms",
          show(sent));
    }
    check.same(field + "/port", SERVER_PORT, sent.to().port());
    boolean known =
        scenario.get("steps").elements().stream()
            .anyMatch(
                step ->
                    step.has("from")
                        && MsuSetup.address(step.get("from")).equals(sent.to().address()));
    check.same(field + "/to", "a server", known ? "a server" : sent.to());
  }

  private static String type(Bytes octets) {
    MsuDecoded decoded = new MsuDecoder(MsuLimits.defaults()).decode(octets);
    return decoded instanceof MsuDecoded.Ok ok ? ok.message().type().name() : decoded.toString();
  }

  private static String show(MsuSent sent) {
    return sent.nanos() / NANOS_PER_MS + " ms " + type(sent.octets()) + " " + sent.octets();
  }

  private void checkFinal(Entry last) {
    String field = where + "final";
    check.same(field + "/state", last.text("state"), device.client().state());
    check.same(
        field + "/substate",
        last.find("substate").map(Entry::text).orElse("none"),
        device.client().substate().map(MsuSubstate::name).orElse("none"));
    Map<String, String> files = new TreeMap<>();
    Entry expected = last.get("files");
    expected.memberNames().forEach(name -> files.put(name, expected.text(name)));
    Map<String, String> stored = new TreeMap<>();
    device
        .files()
        .forEach((number, octets) -> stored.put("" + number, Digests.sha256(octets).toHex()));
    check.same(field + "/files", files, stored);
    last.find("status").ifPresent(status -> checkStatus(field + "/status/", status));
  }

  private void checkStatus(String field, Entry status) {
    StatusResponse answer = device.client().status();
    check.same(field + "status", status.integer("status"), answer.status().octet());
    check.same(field + "errorCode", status.integer("errorCode"), answer.code().number());
    check.same(
        field + "transactionId",
        status.get("transactionId").u32(),
        Integer.toUnsignedLong(answer.transactionId()));
    check.same(field + "deviceId", status.text("deviceId"), answer.deviceId());
    check.same(field + "ccmRetry", status.integer("ccmRetry"), answer.ccmRounds());
  }

  /** Names of types are those of the codec; a file with others is another schema. */
  static void checkNames(Entry scenario) {
    for (Entry never : scenario.elementsOf("neverSend")) {
      try {
        MsuType.valueOf(never.text());
      } catch (IllegalArgumentException e) {
        throw never.malformed("no type of message");
      }
    }
  }
}
