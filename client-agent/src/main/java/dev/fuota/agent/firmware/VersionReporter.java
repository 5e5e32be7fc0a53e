package dev.fuota.agent.firmware;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.step.Action;
import dev.fuota.agent.step.Message;
import dev.fuota.agent.step.Timer;
import dev.fuota.agent.step.Uplink;
import dev.fuota.agent.store.NvmKey;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.firmware.DevVersionReport;
import dev.fuota.protocol.image.ImageVersion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Tells the server which version runs after an update, until the network acknowledges it (TR-16).
 *
 * <p>A device without a record of what the server knows is new: its first version was known when it
 * was made, and is taken down without a report.
 */
final class VersionReporter {
  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration SPREAD = Duration.ofSeconds(30);
  private static final Duration RETRY = Duration.ofSeconds(30);
  private static final int DOUBLINGS_MAX = 7;

  private final RandomGenerator random;
  private @Nullable ImageVersion version;
  private @Nullable Message report;
  private int attempts;

  VersionReporter(RandomGenerator random) {
    this.random = random;
  }

  List<Action> start(Message about, ImageVersion running, Optional<Bytes> reportedRecord) {
    Optional<ImageVersion> reported = reportedRecord.flatMap(VersionRecord::decode);
    if (reported.isEmpty()) {
      return List.of(save(running));
    }
    if (reported.get().equals(running)) {
      return List.of();
    }
    report = about;
    version = running;
    return List.of(again(FIRST.plus(upTo(SPREAD))));
  }

  List<Action> onTimer() {
    if (report == null) {
      return List.of();
    }
    Duration base = RETRY.multipliedBy(1L << Math.min(attempts++, DOUBLINGS_MAX));
    return List.of(
        new Action.SendOnce(new Uplink(DevVersionReport.FPORT, true, report)),
        again(base.plus(upTo(base))));
  }

  List<Action> onAcknowledged() {
    if (version == null) {
      return List.of();
    }
    ImageVersion known = version;
    version = null;
    report = null;
    return List.of(
        new Action.Stop(Timer.VERSION_REPORT),
        save(known),
        new Action.Tell(new AgentEvent.VersionReported(known)));
  }

  private static Action save(ImageVersion known) {
    return new Action.Save(NvmKey.REPORTED_VERSION, VersionRecord.encode(known));
  }

  private static Action again(Duration delay) {
    return new Action.Start(Timer.VERSION_REPORT, delay);
  }

  private Duration upTo(Duration longest) {
    return Duration.ofMillis(random.nextLong(longest.toMillis() + 1));
  }
}
