package dev.fuota.agent.firmware;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.step.Action;
import dev.fuota.agent.step.Message;
import dev.fuota.agent.step.Timer;
import dev.fuota.agent.step.Uplink;
import dev.fuota.agent.store.NvmKey;
import dev.fuota.protocol.firmware.DevVersionReport;
import dev.fuota.protocol.image.ImageVersion;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Tells the server which version runs after an update, until the network acknowledges it (TR-16).
 */
final class VersionReporter {
  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration SPREAD = Duration.ofSeconds(30);
  private static final Duration RETRY = Duration.ofSeconds(30);
  private static final int DOUBLINGS_MAX = 7;

  private final ImageVersion version;
  private final Message report;
  private final RandomGenerator random;
  private int attempts;

  /** Has this version to report. */
  VersionReporter(ImageVersion version, Message report, RandomGenerator random) {
    this.version = version;
    this.report = report;
    this.random = random;
  }

  List<Action> start() {
    return List.of(again(FIRST.plus(upTo(SPREAD))));
  }

  List<Action> onTimer() {
    Duration base = RETRY.multipliedBy(1L << Math.min(attempts++, DOUBLINGS_MAX));
    return List.of(
        new Action.SendOnce(new Uplink(DevVersionReport.FPORT, true, report)),
        again(base.plus(upTo(base))));
  }

  /** Nothing is left to report. */
  List<Action> onAcknowledged() {
    return List.of(
        new Action.Stop(Timer.VERSION_REPORT),
        save(version),
        new Action.Tell(new AgentEvent.VersionReported(version)));
  }

  /** Takes down what the server knows. */
  static Action save(ImageVersion known) {
    return new Action.Save(NvmKey.REPORTED_VERSION, VersionRecord.encode(known));
  }

  private static Action again(Duration delay) {
    return new Action.Start(Timer.VERSION_REPORT, delay);
  }

  private Duration upTo(Duration longest) {
    return Duration.ofMillis(random.nextLong(longest.toMillis() + 1));
  }
}
