package dev.fuota.fleet.page;

import dev.fuota.fleet.result.Check;
import dev.fuota.fleet.result.DeviceLine;
import dev.fuota.fleet.result.FleetResult;
import dev.fuota.fleet.result.Head;
import dev.fuota.report.JunitXml;
import dev.fuota.report.JunitXml.Case;
import dev.fuota.report.JunitXml.Failure;
import dev.fuota.report.JunitXml.Suite;
import dev.fuota.report.Say;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run in JUnit's XML: a case for each expectation; if one is not met, a case for each device that
 * failed, too, the first of each kind.
 */
final class RunXml {
  /** Of each of the seven ends that a device may have. */
  private static final int DEVICES_MAX = 20;

  private final FleetResult result;
  private final Background background;

  private RunXml(FleetResult result, Background background) {
    this.result = result;
    this.background = background;
  }

  static String of(FleetResult result, Background background) {
    RunXml xml = new RunXml(result, background);
    String name = result.head().name();
    return JunitXml.of(name, List.of(new Suite(name, xml.properties(), xml.cases())));
  }

  private Map<String, String> properties() {
    Head head = result.head();
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("seed", Long.toString(head.seed()));
    properties.put("scenarioSha256", head.scenarioSha256());
    properties.put("version", head.version());
    properties.put("devices", Integer.toString(result.figures().devices()));
    properties.put("command", background.rerun().run());
    head.shard().ifPresent(shard -> properties.put("shard", shard.toString()));
    properties.put("complete", Boolean.toString(head.complete()));
    return properties;
  }

  private List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (Check check : background.checks()) {
      String message = check.name() + ": " + check.figures();
      Optional<Failure> failure =
          check.ok()
              ? Optional.empty()
              : Optional.of(new Failure(message, "EXPECTATION", background.rerun().run()));
      cases.add(test("expectation", check.name(), failure));
    }
    if (!result.head().complete()) {
      String message = "the run was stopped before its end";
      cases.add(test("run", "complete", failure(message, "STOPPED", background.rerun().run())));
    }
    if (!background.ok(result.head().complete())) {
      devices(cases);
    }
    return cases;
  }

  private void devices(List<Case> cases) {
    Failures failures = new Failures(new Census(result), DEVICES_MAX);
    for (DeviceLine device : failures.lines()) {
      String reason = device.reason().isEmpty() ? "" : ", " + device.reason();
      cases.add(
          test(
              "device",
              "device " + device.number() + " " + device.id(),
              failure(
                  device.fate().label() + reason,
                  device.fate().name(),
                  background.rerun().replay(device.number()))));
    }
    if (failures.more() > 0) {
      String more = Say.count(failures.more(), "more device") + " failed, see the report";
      cases.add(test("device", "all others", failure(more, "MORE", more)));
    }
  }

  private Case test(String kind, String name, Optional<Failure> failure) {
    return new Case("fleet." + result.head().name() + "." + kind, name, 0, Map.of(), failure);
  }

  private static Optional<Failure> failure(String message, String type, String details) {
    return Optional.of(new Failure(message, type, details));
  }
}
