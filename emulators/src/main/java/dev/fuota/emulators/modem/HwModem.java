package dev.fuota.emulators.modem;

import dev.fuota.hal.radio.Radio;
import dev.fuota.hal.serial.HandshakeLines;
import dev.fuota.hal.time.Scheduler;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * LoRa Basics Modem's {@code hw_modem}, built with multicast and without FUOTA packages: a serial
 * line, and three lines beside it. A host that keeps the order below is served; one that does not
 * is not heard, and {@link #violations} says why.
 *
 * <pre>
 * host   COMMAND low ............... frame ... COMMAND high
 * modem              BUSY low                              BUSY high ... answer
 * </pre>
 *
 * <p>Behind it is this product's own MAC on a given radio. What it cannot show: class C unicast,
 * and in which window a unicast downlink came (it always says RX1).
 */
public final class HwModem implements SerialPeer {
  private static final Duration ARMING = Duration.ofMillis(2);
  private static final Duration ANSWER = Duration.ofMillis(1);
  private static final Duration BOOT = Duration.ofMillis(200);

  /** What can go wrong. */
  public enum Injury {
    /** The next answer has a wrong CRC. */
    BAD_CRC,
    /** The next answer does not come at all. */
    NO_ANSWER,
    /** The next command is refused as busy. */
    BUSY,
    /** BUSY stays high until the modem is reset. */
    STUCK,
    /** The next event is lost. */
    LOST_EVENT
  }

  private final Scheduler scheduler;
  private final Lines lines = new Lines();
  private final HwEvents events = new HwEvents(lines::changed);
  private final HwDevice device;
  private final HwGroups groups;
  private final HwCommands commands;
  private final List<String> violations = new ArrayList<>();
  private final List<Injury> injuries = new ArrayList<>();
  private final byte[] received = new byte[HwFrame.LONGEST + 1];
  private Consumer<byte[]> out = octets -> {};
  private int length;
  private int resets;

  /** Grows with each reset: what was about to be said is not said then. */
  private int life;

  private boolean booting;

  /**
   * A modem that has just got its power: EVENT goes high with its first event soon.
   *
   * @param radio of the device inside
   */
  public HwModem(Radio radio, Scheduler scheduler, InstantSource clock, RandomGenerator random) {
    this.scheduler = scheduler;
    this.device = new HwDevice(radio, scheduler, clock, random, events);
    this.groups = new HwGroups(device, events);
    this.commands = new HwCommands(device, groups, events);
    boot();
  }

  /** COMMAND, BUSY and EVENT. */
  public HandshakeLines lines() {
    return lines;
  }

  /** What a host did that a modem cannot take. */
  public List<String> violations() {
    return List.copyOf(violations);
  }

  public void injure(Injury injury) {
    injuries.add(injury);
    if (injury == Injury.LOST_EVENT) {
      injuries.remove(injury);
      events.loseNext();
    }
    lines.changed();
  }

  /** The modem resets itself: session, settings and groups are gone. */
  public void reset() {
    device.reset();
    groups.reset();
    events.clear();
    injuries.remove(Injury.STUCK);
    boot();
  }

  private void boot() {
    int mine = ++life;
    booting = true;
    length = 0;
    lines.setArmed(false);
    scheduler.after(BOOT, () -> inLife(mine, this::onBooted));
  }

  private void onBooted() {
    booting = false;
    resets++;
    events.add(HwEvents.RESET, (byte) (resets >> 8), (byte) resets);
  }

  private void inLife(int mine, Runnable action) {
    if (mine == life) {
      action.run();
    }
  }

  @Override
  public void attach(Consumer<byte[]> other) {
    out = other;
  }

  @Override
  public void onOctets(byte[] octets, int count) {
    if (lines.busy()) {
      violations.add(count + " octets while BUSY is high");
      return;
    }
    for (int i = 0; i < count && length < received.length; i++) {
      received[length++] = octets[i];
    }
  }

  private void onCommand(boolean asserted) {
    int mine = life;
    if (asserted && !booting) {
      length = 0;
      scheduler.after(ARMING, () -> inLife(mine, () -> lines.setArmed(lines.asserted)));
    } else if (!asserted && !lines.busy()) {
      lines.setArmed(false);
      HwAnswer answer = answer();
      scheduler.after(ANSWER, () -> inLife(mine, () -> say(answer)));
    }
  }

  private HwAnswer answer() {
    HwResult form = HwFrame.check(received, length);
    if (form != HwResult.OK) {
      violations.add("a frame with " + form);
      return HwAnswer.of(form);
    }
    if (injuries.remove(Injury.BUSY)) {
      return HwAnswer.of(HwResult.BUSY);
    }
    int code = received[0] & 0xff;
    if (code == HwCommands.RESET) {
      int mine = life;
      scheduler.after(ANSWER.multipliedBy(2), () -> inLife(mine, this::reset));
      return HwAnswer.of(HwResult.OK);
    }
    return commands.perform(code, HwFrame.data(received, length));
  }

  private void say(HwAnswer answer) {
    if (injuries.remove(Injury.NO_ANSWER)) {
      return;
    }
    byte[] frame = HwFrame.of(answer.result().code, answer.data());
    if (injuries.remove(Injury.BAD_CRC)) {
      frame[frame.length - 1] ^= 0x55;
    }
    out.accept(frame);
  }

  /** The three lines as the host has them. */
  private final class Lines implements HandshakeLines {
    private Runnable listener = () -> {};
    private boolean asserted;
    private boolean armed;

    private void setArmed(boolean now) {
      armed = now;
      changed();
    }

    private void changed() {
      scheduler.after(Duration.ZERO, () -> listener.run());
    }

    @Override
    public void command(boolean now) {
      if (asserted != now) {
        asserted = now;
        onCommand(now);
      }
    }

    @Override
    public boolean busy() {
      return !armed || injuries.contains(Injury.STUCK);
    }

    @Override
    public boolean eventPending() {
      return events.pending();
    }

    @Override
    public void onChange(Runnable other) {
      listener = other;
    }

    @Override
    public void close() {
      listener = () -> {};
    }
  }
}
