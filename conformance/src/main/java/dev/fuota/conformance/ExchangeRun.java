package dev.fuota.conformance;

import dev.fuota.conformance.device.Sent;
import dev.fuota.conformance.device.VirtualDevice;
import dev.fuota.protocol.clocksync.ClockSyncCommand;
import dev.fuota.protocol.multicast.McKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The steps of one exchange, played on one device.
 *
 * <p>What a step expects of the future (when a session opens, when the device reboots, that nothing
 * follows) is seen on a twin: another device to which the same happened, so that the first one's
 * clock stands still as the file wants it.
 */
final class ExchangeRun {
  private static final Duration REBUILT_WITHIN = Duration.ofMinutes(2);
  private static final Duration REBOOT_WITHIN = Duration.ofSeconds(60);

  /** After a reboot the device asks for the time and reports its version in its own time. */
  private static final Duration STARTED_WITHIN = Duration.ofMinutes(10);

  private final Entry exchange;
  private final List<Entry> steps;
  private final Check check;
  private final boolean original;
  private final DeviceRun run;
  private final Script script;
  private Instant asked;
  private int lastDone = -1;

  ExchangeRun(Entry exchange, Check check) {
    this(exchange, check, true);
  }

  private ExchangeRun(Entry exchange, Check check, boolean original) {
    this.exchange = exchange;
    this.steps = exchange.get("steps").elements();
    this.check = check;
    this.original = original;
    boolean clock = exchange.integer("package") == ClockSyncCommand.PACKAGE_ID;
    this.run = new DeviceRun(DeviceSetup.ofExchange(exchange), clock);
    this.script = new Script(run);
    this.asked = run.device().now();
    Entry config = exchange.get("config");
    for (Entry groupId : config.elementsOf("groupsDefined")) {
      run.defineGroup(groupId.integer(), McKeys.keyEncryptionKey(DeviceSetup.mcRootKey(config)));
    }
  }

  void run() {
    playTo(steps.size(), -1);
    nothingUnseen("steps/" + steps.size());
  }

  /** A device to which the same happened, but for one step, before step {@code index}. */
  DeviceRun twin(int index, int without) {
    ExchangeRun twin = new ExchangeRun(exchange, new Check("twin"), false);
    twin.playTo(index, without);
    twin.run.take();
    return twin.run;
  }

  private void playTo(int end, int without) {
    for (int index = 0; index < end; index++) {
      Entry step = steps.get(index);
      if (index == without) {
        run.settle();
      } else if (step.has("do")) {
        perform(index, step);
      } else {
        expect(index, step);
      }
    }
  }

  private void perform(int index, Entry step) {
    nothingUnseen("steps/" + index);
    lastDone = index;
    asked = run.device().now();
    script.perform(step);
  }

  private void expect(int index, Entry step) {
    String field = "steps/" + index;
    switch (step.text("expect")) {
      case "answers" -> {
        new AnswerCheck(step, field, run).run(check, asked);
        if (original && step.has("repeat")) {
          new FutureCheck(this, check, field, index).isRepeated(step);
        }
      }
      case "clock" -> expectClock(field, step);
      case "dataBlock" -> expectBlock(field, step);
      case "reboot" -> expectReboot(field, step);
      case "none", "state", "uplinkOfKind" -> {
        if (original) {
          expectLater(index, field, step);
        }
      }
      default -> throw step.get("expect").malformed("this is no known expectation");
    }
  }

  private void expectLater(int index, String field, Entry step) {
    FutureCheck future = new FutureCheck(this, check, field, index);
    if (step.text("expect").equals("none")) {
      nothingUnseen(field);
      future.nothingFollows(lastDone, asked);
    } else if (step.text("expect").equals("uplinkOfKind")) {
      future.questionsFollow(step);
    } else if (step.has("keys")) {
      new GroupCheck(check, field + "/keys").run(step, run.device().link());
    } else if (step.has("session")) {
      future.sessionRuns(step);
    } else if (step.has("appTimePeriodS")) {
      future.clockIsAskedFor(step);
    } else {
      future.rebootsAt(step);
    }
  }

  private void nothingUnseen(String field) {
    for (Sent uplink : run.take()) {
      check.failed(field, "no further uplink", show(uplink));
    }
  }

  static String show(Sent uplink) {
    return uplink.payload().toHex() + " on port " + uplink.fPort();
  }

  private void expectClock(String field, Entry step) {
    long gps = step.get("gps").u32();
    long passed = run.passed(run.device().now());
    long shows = run.device().agent().time().gps().seconds();
    check.same(field + "/gps", gps, shows - passed);
    run.moveClock(gps);
  }

  private void expectBlock(String field, Entry step) {
    int fragIndex = step.integer("fragIndex", 0, 3);
    run.await(REBUILT_WITHIN, () -> run.device().block(fragIndex).isPresent());
    Optional<VirtualDevice.Block> found = run.device().block(fragIndex);
    if (found.isEmpty()) {
      check.failed(field, "a block", "none");
      return;
    }
    VirtualDevice.Block block = found.get();
    check.same(field + "/length", step.integer("length"), block.octets().length());
    check.same(field + "/sha256", step.hex("sha256"), Digests.sha256(block.octets()));
    check.same(field + "/descriptor", step.hex("descriptor"), block.descriptor());
    // A block whose MIC does not hold is never given to the application.
    step.find("mic").ifPresent(mic -> check.same(field + "/mic", mic.text(), "ok"));
  }

  private void expectReboot(String field, Entry step) {
    int before = run.device().reboots();
    run.await(REBOOT_WITHIN, () -> run.device().reboots() > before);
    check.same(field, "a reboot", run.device().reboots() > before ? "a reboot" : "none");
    run.device().run(STARTED_WITHIN);
    run.take();
    step.find("installs")
        .ifPresent(
            version ->
                check.same(
                    field + "/installs",
                    version.u32(),
                    run.device()
                        .agent()
                        .status()
                        .running()
                        .map(running -> running.toU32())
                        .orElse(0L)));
  }
}
