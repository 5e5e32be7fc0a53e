package dev.fuota.junit;

import dev.fuota.fleet.result.Check;
import dev.fuota.fleet.result.Fate;
import dev.fuota.fleet.result.FleetResult;
import dev.fuota.fleet.result.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/**
 * A fleet of simulated devices in a test.
 *
 * <p>{@link #run} has it live to the end of its scenario: in virtual time against the built-in
 * server, which takes seconds for hours of devices' lives; or in real time, if there is a server
 * elsewhere. In real time {@link #start} lets the test go on meanwhile, and {@link #await} and its
 * like wait. What became of the devices is asked with {@link #devices} and the methods that assert,
 * as often as you like, from any thread.
 *
 * <p>It is stopped at the end of its test, whatever happens: no thread and no socket of it is left.
 */
public final class Fleet {
  private static final int LISTED_MAX = 100;

  private final Kind kind;
  private final Optional<String> against;
  private final Footprint footprint;
  private @Nullable LiveThread thread;
  private @Nullable FleetResult result;

  /**
   * A fleet at rest.
   *
   * @param against its server, in real time; empty: it lives in virtual time
   */
  Fleet(Kind kind, Optional<String> against, Footprint footprint) {
    this.kind = kind;
    this.against = against;
    this.footprint = footprint;
  }

  /** A scenario in code, for {@link FleetExtension#of(FleetBuilder)}. */
  public static FleetBuilder scenario(String name) {
    return new FleetBuilder(name);
  }

  /**
   * Has the fleet live to the end of its scenario.
   *
   * @throws IllegalStateException if it has lived already, or its sockets cannot be opened
   * @throws CancellationException if the test was interrupted before the end, as by a time limit
   */
  public Fleet run() {
    if (against.isPresent()) {
      start();
      wait(anything -> false, LiveThread.FOREVER);
      return this;
    }
    atRest();
    Thread test = Thread.currentThread();
    FleetResult now = kind.run(test::isInterrupted);
    keep(now);
    if (!now.head().complete()) {
      throw new CancellationException("the test was interrupted before the end of the fleet's run");
    }
    return this;
  }

  private synchronized void keep(FleetResult now) {
    result = now;
  }

  private synchronized void atRest() {
    if (result != null || thread != null) {
      throw new IllegalStateException("a fleet lives once; a second run needs a second fleet");
    }
  }

  /**
   * Lets the fleet live in real time while the test goes on.
   *
   * @throws IllegalStateException if it has lived already, lives in virtual time, or its sockets
   *     cannot be opened
   */
  public synchronized Fleet start() {
    atRest();
    String server =
        against.orElseThrow(
            () ->
                new IllegalStateException(
                    "this fleet lives in virtual time: call run(), or say against = a server"));
    thread = new LiveThread(kind.open(server));
    return this;
  }

  /**
   * Waits for the end of the run in real time: all that the scenario waits for is reached, or its
   * time is over.
   *
   * @return whether it ended in that time
   */
  public boolean await(Duration longest) {
    wait(anything -> false, longest);
    return live().over();
  }

  /**
   * Waits until so many devices have had a session with the network.
   *
   * @param amount of devices at least, such as {@code "48"} or {@code "99.5%"}
   * @return whether it was so in that time
   */
  public boolean awaitJoined(String amount, Duration longest) {
    return await(amount, longest, device -> device.reached(Stage.JOINED).isPresent());
  }

  /**
   * Waits until so many devices run the new firmware.
   *
   * @param amount of devices at least, such as {@code "48"} or {@code "99.5%"}
   * @return whether it was so in that time
   */
  public boolean awaitUpdated(String amount, Duration longest) {
    return await(amount, longest, Device::isUpdated);
  }

  private boolean await(String amount, Duration longest, Predicate<Device> is) {
    Amount wanted = new Amount(amount);
    return wait(
        now ->
            wanted.holds(
                now.devices().filter(line -> is.test(new Device(line))).count(),
                now.head().devices()),
        longest);
  }

  private boolean wait(Predicate<FleetResult> reached, Duration longest) {
    try {
      return live().await(reached, longest);
    } catch (InterruptedException told) {
      Thread.currentThread().interrupt();
      throw new CancellationException("the test was interrupted while it waited for its fleet");
    }
  }

  private synchronized LiveThread live() {
    if (thread == null) {
      throw new IllegalStateException("the fleet was not started; call start() first");
    }
    return thread;
  }

  /** Stops a fleet in real time; what its devices have reached stays known. */
  public synchronized void stop() {
    if (thread != null && result == null) {
      try (LiveThread stopped = thread) {
        result = stopped.latest();
      }
    }
  }

  /** Everything that is known of the run; in real time, so far. */
  public synchronized FleetResult result() {
    if (result != null) {
      return result;
    }
    if (thread == null) {
      throw new IllegalStateException("the fleet has not lived yet; call run() or start() first");
    }
    return thread.latest();
  }

  /** Whether it has lived, or does. */
  synchronized boolean lived() {
    return result != null || thread != null;
  }

  /** All devices as they are now. */
  public FleetDevices devices() {
    return FleetDevices.of(result());
  }

  /**
   * A device as it is now.
   *
   * @param number its place in the fleet, 0 and up
   */
  public Device device(int number) {
    return result()
        .devices()
        .filter(line -> line.number() == number)
        .findFirst()
        .map(Device::new)
        .orElseThrow(() -> new IllegalArgumentException("the fleet has no device " + number));
  }

  /**
   * What a network server must know of the devices, a line with names and one for each device: EUIs
   * and keys, as {@code fuota fleet devices} writes them. These are secrets of this fleet; nothing
   * here prints them. Empty for MSU, whose clients have none.
   */
  public String keys() {
    return kind.keys();
  }

  /** The reports, in HTML and JSON; they are written there at the end of the test. */
  public String reportFolder() {
    return footprint.folder().toString();
  }

  /**
   * Asserts that so many devices run the new firmware.
   *
   * @param amount of devices at least, such as {@code "48"} or {@code "99.5%"}
   */
  public void assertUpdated(String amount) {
    FleetDevices now = devices();
    atLeast(amount, "updated", now.updated().size(), now.failed());
  }

  /**
   * Asserts that so many devices have had a session with the network.
   *
   * @param amount of devices at least, such as {@code "48"} or {@code "99.5%"}
   */
  public void assertJoined(String amount) {
    FleetDevices now = devices();
    List<Device> others = new ArrayList<>(now.all());
    others.removeAll(now.joined());
    atLeast(amount, "joined", now.joined().size(), others);
  }

  private void atLeast(String amount, String verb, int is, List<Device> others) {
    int all = is + others.size();
    if (!new Amount(amount).holds(is, all)) {
      String sentence = Amount.of(is, all) + " " + verb + ", expected at least " + amount;
      throw complaint(sentence, others, amount, Integer.toString(is));
    }
  }

  /** Asserts that each device still starts some firmware. */
  public void assertNoneBricked() {
    List<Device> bricked = devices().bricked();
    if (!bricked.isEmpty()) {
      String sentence = Amount.of(bricked.size(), devices().count()) + " bricked, expected none";
      throw complaint(sentence, bricked, "0", Integer.toString(bricked.size()));
    }
  }

  /**
   * Asserts of a device how it ended.
   *
   * @param number its place in the fleet, 0 and up
   */
  public void assertFate(int number, Fate fate) {
    Device device = device(number);
    if (device.fate() != fate) {
      String sentence = "device " + number + " was expected to be " + fate.label();
      throw complaint(sentence, List.of(device), fate.label(), device.fate().label());
    }
  }

  /** Asserts what the scenario expects. */
  public void assertExpectations() {
    List<Check> missed = kind.checks(result()).stream().filter(check -> !check.ok()).toList();
    if (!missed.isEmpty()) {
      String wanted = String.join("; ", missed.stream().map(Check::name).toList());
      String is = String.join("; ", missed.stream().map(Check::figures).toList());
      String sentence = "the scenario expects " + wanted + "; there is " + is;
      throw complaint(sentence, devices().failed(), wanted, is);
    }
  }

  private AssertionFailedError complaint(
      String sentence, List<Device> devices, String wanted, String is) {
    List<Device> listed = devices.subList(0, Math.min(LISTED_MAX, devices.size()));
    String said = Complaint.about(sentence, devices, epilogue(listed));
    return new AssertionFailedError(said, wanted, is);
  }

  private List<String> epilogue(List<Device> failed) {
    List<String> lines = new ArrayList<>();
    if (against.isEmpty() && !failed.isEmpty()) {
      lines.add(footprint.replay(kind.seed(), failed.get(0).number()));
    }
    lines.add("report: " + footprint.folder());
    return lines;
  }

  /** The reports of what there is, by the names of their files. */
  void report() {
    footprint.write(kind.reports(footprint.named(), result()));
  }
}
