package dev.fuota.drivers.radio;

import dev.fuota.drivers.board.Board;
import dev.fuota.hal.radio.BusFault;
import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.radio.Radio;
import dev.fuota.hal.radio.RadioBus;
import dev.fuota.hal.time.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A LoRaWAN device's radio on a transceiver chip.
 *
 * <p>A chip that fails never stops the MAC: what it began ends as if the air were silent. The chip
 * is reset and set up again, after 1 s at first and then less and less often, and goes on with what
 * is asked of it then.
 */
public abstract class ChipRadio implements Radio, AutoCloseable {
  private static final Duration RESET_LOW = Duration.ofMillis(2);
  private static final Duration AFTER_RESET = Duration.ofMillis(10);

  /** A window that was announced and not opened is not waited for any more. */
  private static final Duration TOO_LATE = Duration.ofSeconds(1);

  private static final String NO_FSK =
      "The network chose FSK with 50 kbit/s, which this driver does not offer: nothing is sent and"
          + " heard there. Limit the data rate to 6 in the network's device profile.";

  private final RadioBus bus;
  private final Scheduler scheduler;
  private final InstantSource clock;
  private final Board board;
  private final RadioHealth health;
  private final Recovery recovery;
  private final LoraChip chip;
  private final Desk desk = new Desk();

  /**
   * The windows that were asked for last, by the length of a symbol: so the next one can be set up
   * before its time.
   */
  private final Map<Long, Duration> windows = new HashMap<>();

  private final Set<String> refusalsTold = new HashSet<>();

  private @Nullable Listener listener;
  private @Nullable Operation operation;
  private @Nullable Expected expected;
  private Scheduler.@Nullable Task reminder;
  private Scheduler.@Nullable Task revival;
  private boolean up;
  private boolean closed;
  private boolean lineTold;
  private Instant upSince = Instant.EPOCH;

  /** A window that was announced. */
  private record Expected(LoraChannel channel, Instant at) {
    boolean isOver(Instant now) {
      return now.isAfter(at.plus(TOO_LATE));
    }
  }

  /** A chip that is not touched before {@link #start}. */
  protected ChipRadio(
      RadioBus bus,
      Scheduler scheduler,
      InstantSource clock,
      Board board,
      RadioHealth health,
      LoraChip chip) {
    this.bus = bus;
    this.scheduler = scheduler;
    this.clock = clock;
    this.board = board;
    this.health = health;
    this.recovery = new Recovery(health);
    this.chip = chip;
  }

  /** Resets the chip and sets it up; if that fails, tries again later. */
  public void start() {
    bus.onInterrupt(this::onEdge);
    reset();
  }

  private void reset() {
    revival = null;
    if (attempt(() -> bus.reset(true))) {
      revival = scheduler.after(RESET_LOW, this::release);
    }
  }

  private void release() {
    revival = null;
    if (attempt(() -> bus.reset(false))) {
      revival = scheduler.after(AFTER_RESET, this::setUp);
    }
  }

  private void setUp() {
    revival = null;
    if (!attempt(chip::setUp)) {
      return;
    }
    up = true;
    upSince = clock.instant();
    recovery.ready(board.chip() + " on " + board.name());
    if (operation instanceof Listening) {
      attempt(operation::begin);
    }
  }

  /** Does what may fail with the chip, and begins to bring it back if it did. */
  private boolean attempt(Runnable action) {
    try {
      action.run();
      return true;
    } catch (ChipTrouble trouble) {
      fail(trouble.getMessage());
    } catch (BusFault fault) {
      fail(
          "The wires to the "
              + board.chip()
              + " on "
              + board.name()
              + " do not work: "
              + fault.getMessage()
              + ". Check that SPI is on, and that this user is in the groups spi and gpio.");
    }
    return false;
  }

  private void fail(@Nullable String sentence) {
    if (up) {
      recovery.worked(Duration.between(upSince, clock.instant()));
    }
    up = false;
    expected = null;
    recovery.failed(sentence == null ? "" : sentence);
    if (revival == null && !closed) {
      revival = scheduler.after(recovery.delay(), this::reset);
    }
    cancelReminder(); // of an operation that waited for the chip
    if (operation != null) {
      operation.withoutChip();
    }
  }

  @Override
  public void listen(Listener other) {
    listener = other;
  }

  @Override
  public void transmit(LoraChannel channel, int eirpDbm, byte[] phyPayload) {
    expected = null;
    begin(channel, new Sending(desk, channel, board.chipPowerDbm(eirpDbm), phyPayload.clone()));
  }

  /** Sets the chip up for the window, unless it listens meanwhile. */
  @Override
  public void expect(LoraChannel channel, Duration in) {
    expected = new Expected(channel, clock.instant().plus(in));
    Duration window = windows.getOrDefault(channel.symbolNanos(), Duration.ZERO);
    if (up && operation == null && refusal(channel).isEmpty()) {
      attempt(() -> chip.prepareReceiving(Reception.window(channel, 0, window)));
    }
  }

  @Override
  public void receive(LoraChannel channel, Duration window) {
    Expected announced = expected;
    expected = null;
    windows.put(channel.symbolNanos(), window);
    begin(channel, new Window(desk, Reception.window(channel, 0, window)));
    if (announced != null && announced.channel().equals(channel) && up) {
      health.onWindow(Duration.between(announced.at(), clock.instant()));
    }
  }

  @Override
  public void receiveBeacon(LoraChannel channel, int length, Duration window) {
    begin(channel, new Window(desk, Reception.window(channel, length, window)));
  }

  @Override
  public void receiveContinuously(LoraChannel channel) {
    begin(channel, new Listening(desk, channel));
  }

  private void begin(LoraChannel channel, Operation next) {
    cancelReminder();
    operation = next;
    Optional<String> refusal = refusal(channel);
    if (refusal.isPresent()) {
      refuse(next, refusal.get());
    } else if (!up) {
      next.withoutChip();
    } else {
      attempt(next::begin);
    }
  }

  private Optional<String> refusal(LoraChannel channel) {
    return channel.isFsk() ? Optional.of(NO_FSK) : chip.refuses(channel);
  }

  private void refuse(Operation refused, String sentence) {
    if (refusalsTold.add(sentence)) {
      health.onTrouble(sentence);
    }
    if (up) {
      attempt(chip::standBy);
    }
    refused.withoutChip();
  }

  /** Not before a window that was announced: then the chip stays as it was set up for it. */
  @Override
  public void sleep() {
    cancelReminder();
    boolean busy = operation != null;
    operation = null;
    boolean windowComes = expected != null && !expected.isOver(clock.instant());
    if (up && !windowComes) {
      attempt(chip::sleep);
    } else if (up && busy) {
      attempt(chip::standBy);
    }
  }

  private void onEdge(Duration ago) {
    Operation current = operation;
    if (up && current != null) {
      Instant at = clock.instant().minus(ago);
      attempt(() -> current.onInterrupt(chip.takeInterrupts(), at));
    }
  }

  private void remind() {
    reminder = null;
    Operation current = operation;
    if (current != null) {
      attempt(current::onReminder);
    }
  }

  private void cancelReminder() {
    if (reminder != null) {
      reminder.cancel();
      reminder = null;
    }
  }

  /** Lets the chip sleep, and the wires go. */
  @Override
  public void close() {
    closed = true;
    expected = null;
    sleep();
    up = false;
    if (revival != null) {
      revival.cancel();
      revival = null;
    }
    bus.close();
  }

  /** What operations work with. */
  private final class Desk implements Operation.Desk {
    @Override
    public LoraChip chip() {
      return chip;
    }

    @Override
    public Instant now() {
      return clock.instant();
    }

    @Override
    public void remind(Duration in) {
      cancelReminder();
      reminder = scheduler.after(in, ChipRadio.this::remind);
    }

    @Override
    public int missedInterrupts() {
      boolean line = bus.interruptPending();
      int flags = chip.takeInterrupts();
      if (!line && (flags & chip.atTheLine()) != 0 && !lineTold) {
        lineTold = true;
        health.onTrouble(
            "The interrupt line of the "
                + board.chip()
                + " on "
                + board.name()
                + " does not rise: check that pin "
                + board.pins().irq()
                + " is "
                + board.chip().interruptPin()
                + ". Until then the chip is asked, and windows open less exactly.");
      }
      return flags;
    }

    @Override
    public Listener finish() {
      cancelReminder();
      operation = null;
      return listener();
    }

    @Override
    public Listener listener() {
      if (listener == null) {
        throw new IllegalStateException("no MAC listens to this radio");
      }
      return listener;
    }
  }
}
