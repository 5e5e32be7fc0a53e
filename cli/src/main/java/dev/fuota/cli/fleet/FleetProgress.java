package dev.fuota.cli.fleet;

import dev.fuota.cli.io.ProgressView;
import dev.fuota.fleet.msu.MsuScenario;
import dev.fuota.fleet.msu.report.ComplaintLog;
import dev.fuota.protocol.msu.FileGeometry;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.report.Say;
import dev.fuota.server.msu.ClientState;
import dev.fuota.server.msu.FileOutcome;
import dev.fuota.server.msu.MsuCycleListener;
import dev.fuota.server.msu.MsuPhase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Shows how far a fleet is, and keeps the log of its complaints. */
final class FleetProgress implements MsuCycleListener {
  private final MsuScenario scenario;
  private final InstantSource clock;
  private final Instant began;
  private final ProgressView view;
  private final ComplaintLog log = new ComplaintLog();
  private MsuPhase phase = MsuPhase.READY;
  private final Set<Ipv4> connected = new HashSet<>();
  private int outcomes;
  private double share;

  FleetProgress(MsuScenario scenario, InstantSource clock, ProgressView view) {
    this.scenario = scenario;
    this.clock = clock;
    this.began = clock.instant();
    this.view = view;
  }

  ComplaintLog log() {
    return log;
  }

  @Override
  public void onPhase(MsuPhase next) {
    phase = next;
    show();
  }

  @Override
  public void onFile(int fileNumber, FileGeometry geometry) {
    log.onFile(fileNumber, geometry);
  }

  @Override
  public void onChunk(int fileNumber, long chunk, boolean repeated) {
    log.onChunk(fileNumber, chunk, repeated);
    show();
  }

  @Override
  public void onClient(Ipv4 deviceId, ClientState state) {
    if (state == ClientState.CONNECTED) {
      connected.add(deviceId);
    }
  }

  @Override
  public void onOutcome(Ipv4 deviceId, int fileNumber, FileOutcome outcome) {
    outcomes++;
    show();
  }

  @Override
  public void onComplaint(Ipv4 deviceId, int fileNumber, long missing) {
    log.onComplaint(deviceId, fileNumber, missing);
  }

  private void show() {
    int all = Math.max(1, connected.size() * scenario.files().size());
    double now = phase == MsuPhase.DONE ? 1 : Math.min(1, (double) outcomes / all);
    share = Math.max(share, now);
    double seconds = Duration.between(began, clock.instant()).toMillis() / 1000.0;
    view.show(
        share,
        String.format(
            Locale.ROOT,
            "%s, %d of %d clients connected, %d of %d files done, %s time %s",
            phase.name().toLowerCase(Locale.ROOT),
            connected.size(),
            scenario.count(),
            outcomes,
            connected.size() * scenario.files().size(),
            scenario.clock().name().toLowerCase(Locale.ROOT),
            Say.clock(seconds)));
  }
}
