package dev.fuota.fleet.lorawan;

import dev.fuota.fleet.result.Expectation;
import dev.fuota.fleet.result.Metric;
import dev.fuota.fleet.result.Unit;
import dev.fuota.fleet.scenario.DeviceGroup;
import dev.fuota.fleet.scenario.Scenario;
import dev.fuota.fleet.world.DownlinkLedger;
import dev.fuota.fleet.world.Lag;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What came of a run.
 *
 * @param update how the fragments of the built-in server's campaign went
 * @param took from the start to the end
 * @param lag how late events were, in real time
 * @param ledger of what a network server elsewhere had the gateways send
 * @param ended whether what the run waits for came before its time was over
 */
public record LorawanResult(
    Scenario scenario,
    FleetFigures figures,
    List<GroupLine> groups,
    List<GatewayFigures> gateways,
    Optional<UpdateFigures> update,
    Duration took,
    boolean ended,
    Optional<Lag> lag,
    Optional<DownlinkLedger> ledger) {

  /** What became of the devices of one group. */
  public record GroupLine(DeviceGroup group, int joined, int updated, long fragments, int cuts) {}

  /** One thing that was expected. */
  public record Check(String name, String figures, boolean ok) {}

  public LorawanResult {
    groups = List.copyOf(groups);
    gateways = List.copyOf(gateways);
  }

  /** What the scenario expects, and whether it is so. */
  public List<Check> checks() {
    List<Check> checks = new ArrayList<>();
    scenario.expectations().forEach(expected -> checks.add(check(expected)));
    ledger.ifPresent(it -> checks.add(once(it)));
    return checks;
  }

  private static Check once(DownlinkLedger ledger) {
    String figures =
        ledger.frames() + " frames, " + ledger.reused() + " with a counter or a nonce of another";
    return new Check("each counter once", figures, ledger.reused() == 0);
  }

  private Check check(Expectation expected) {
    int all = figures.devices();
    int is = expected.metric() == Metric.JOINED ? figures.joined() : figures.updated();
    boolean known = expected.metric() == Metric.JOINED || expected.metric() == Metric.UPDATED;
    double figure = expected.unit() == Unit.SHARE ? (double) is / all : is;
    boolean inTime = expected.within().map(limit -> took.compareTo(limit) <= 0).orElse(true);
    boolean ok = known && inTime && expected.comparison().holds(figure, expected.value());
    String wanted = expected.unit() == Unit.SHARE ? "all" : String.valueOf((int) expected.value());
    return new Check(expected.metric().key(), is + " of at least " + wanted, ok);
  }

  /** Whether all is as the scenario expects. */
  public boolean ok() {
    return checks().stream().allMatch(Check::ok);
  }
}
