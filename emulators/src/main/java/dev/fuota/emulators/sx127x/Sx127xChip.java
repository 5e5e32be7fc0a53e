package dev.fuota.emulators.sx127x;

import dev.fuota.drivers.board.Board;
import dev.fuota.emulators.chip.EmulatedChip;
import dev.fuota.hal.radio.BusFault;
import dev.fuota.hal.radio.Radio;
import dev.fuota.hal.radio.RadioBus.Antenna;
import dev.fuota.hal.time.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * An SX1276 at the level of its pins (SX1276/77/78/79 data sheet). It does what it is told as the
 * chip would, and notes every misuse.
 *
 * <p><b>What is as in the chip.</b> Single and burst access; the registers of LoRa with their
 * values after a reset; LoRa and FSK exchanged in sleep only; a FIFO of 256 octets with its
 * pointers, which sleep clears; flags that a mask keeps down and writing a one clears; DIO0 and
 * DIO1; a single reception that ends after so many symbols without a preamble; continuous
 * reception, in which each frame begins in the FIFO where the one before ended; what may be written
 * in which mode; the errata 2.1 and 2.3, each noted when it would do harm.
 *
 * <p><b>What is heard.</b> Frames go to, and come from, a {@link Radio}: only frames of LoRaWAN, as
 * the other end knows no others. What is set otherwise is sent for as long as it would take and
 * heard by nobody, or hears nothing; {@link #remarks} says why.
 *
 * <p><b>What is not.</b> FSK (its registers are kept and do nothing), channel activity detection,
 * frequency hopping, the times between the modes, which are below 0.3 ms. ModemStat shows a frame
 * only after the count of symbols has run out, as the air tells no more. A frame that another
 * destroyed ends a single reception with a time-out.
 *
 * <p>Everything runs on the thread of the {@link Scheduler}.
 */
public final class Sx127xChip implements EmulatedChip {

  /**
   * What is around the chip.
   *
   * @param paBoost whether the antenna is at PA_BOOST and RFO is not connected
   * @param dio1 whether DIO1 is connected to the host
   * @param rxPin whether a pin of the host has to be high for reception
   * @param txPin whether a pin of the host has to be high for transmission
   */
  public record Wiring(boolean paBoost, boolean dio1, boolean rxPin, boolean txPin) {

    /** An RFM95: PA_BOOST, and no DIO1. */
    public static Wiring usual() {
      return new Wiring(true, false, false, false);
    }

    /**
     * As on a board.
     *
     * @throws IllegalArgumentException if the board has no chip of this family
     */
    public static Wiring of(Board board) {
      if (board.chip().isSx126x()) {
        throw new IllegalArgumentException(board.title() + " has an " + board.chip());
      }
      return new Wiring(
          true,
          board.pins().dio1().isPresent(),
          board.pins().rxEnable().isPresent(),
          board.pins().txEnable().isPresent());
    }
  }

  private static final Duration SHORTEST_RESET = Duration.ofNanos(100_000);
  private static final Duration AFTER_RESET = Duration.ofMillis(5);
  private static final int WRITE = 0x80;

  private final Die die;
  private final Operations operations;
  private final Access access;
  private final Set<Injury> injuries = EnumSet.noneOf(Injury.class);
  private boolean inReset;
  private Instant resetSince = Instant.MIN;
  private Instant readyAt = Instant.MIN;

  /**
   * A chip that has had its supply for a while.
   *
   * @param air the chip is its listener from now on
   */
  public Sx127xChip(Radio air, Scheduler scheduler, InstantSource clock, Wiring wiring) {
    this.die = new Die(wiring, scheduler, clock);
    this.operations = new Operations(die, air);
    this.access = new Access(die, operations);
  }

  /**
   * One SPI frame, from the falling to the rising edge of NSS.
   *
   * @return as many octets from the chip
   * @throws BusFault if the injury says so
   */
  @Override
  public byte[] exchange(byte[] out, int offset, int length) {
    byte[] answer = new byte[length];
    if (injuries.contains(Injury.SPI_ERROR)) {
      throw new BusFault("Input/output error (5)");
    }
    if (injuries.contains(Injury.ABSENT_FF)) {
      Arrays.fill(answer, (byte) 0xFF);
    } else if (!injuries.contains(Injury.ABSENT_00) && isReady()) {
      burst(out, offset, length, answer);
    }
    return answer;
  }

  private boolean isReady() {
    if (inReset) {
      die.violation("NRESET", "the chip is held in reset");
    } else if (die.now().isBefore(readyAt)) {
      die.violation("NRESET", "less than 5 ms after a reset");
    } else {
      return true;
    }
    return false;
  }

  /** The first octet is the address, of which all but the FIFO's count on. */
  private void burst(byte[] out, int offset, int length, byte[] answer) {
    int address = out[offset] & ~WRITE & 0xFF;
    boolean write = (out[offset] & WRITE) != 0;
    if (length < 2) {
      die.violation("SPI", "a frame of " + length + " octets");
    }
    for (int i = 1; i < length; i++) {
      if (write) {
        put(address, out[offset + i] & 0xFF);
      } else {
        answer[i] = (byte) access.read(address);
      }
      address = address == Reg.FIFO ? Reg.FIFO : address + 1;
    }
  }

  private void put(int address, int value) {
    if (!injuries.contains(Injury.WRITE_PROTECTED)) {
      access.write(address, value);
    }
  }

  /** The level of DIO0. */
  public boolean dio0() {
    return injuries.contains(Injury.ABSENT_FF) || (!isAbsent() && die.lines.dio0());
  }

  /** The level of DIO1. */
  public boolean dio1() {
    return injuries.contains(Injury.ABSENT_FF) || (!isAbsent() && die.lines.dio1());
  }

  @Override
  public boolean interruptPending() {
    return dio0() || (die.wiring.dio1() && dio1());
  }

  private boolean isAbsent() {
    return injuries.contains(Injury.ABSENT_00) || injuries.contains(Injury.ABSENT_FF);
  }

  /**
   * Runs {@code rising} at each rising edge of DIO0, or of DIO1 where it is connected, in a turn of
   * the scheduler of its own.
   */
  @Override
  public void onInterrupt(Runnable rising) {
    die.lines.onRising(() -> die.after(Duration.ZERO, rising));
  }

  @Override
  public void reset(boolean low) {
    if (isAbsent() || low == inReset) {
      return;
    }
    inReset = low;
    if (low) {
      resetSince = die.now();
      operations.stop();
    } else {
      if (Duration.between(resetSince, die.now()).compareTo(SHORTEST_RESET) < 0) {
        die.violation("NRESET", "low for less than 100 µs");
      }
      powerUp();
    }
  }

  private void powerUp() {
    operations.stop();
    die.registers.reset();
    die.fifo.clear();
    die.lines.look();
    readyAt = die.now().plus(AFTER_RESET);
  }

  @Override
  public void antenna(Antenna to) {
    die.antenna = to;
  }

  @Override
  public List<String> violations() {
    return die.violations();
  }

  @Override
  public List<String> remarks() {
    return die.remarks();
  }

  /** From now on something is wrong, until {@link #heal}. */
  public void injure(Injury injury) {
    switch (injury) {
      case LOST_IRQ -> die.lines.loseNext();
      case CRC_ERROR -> operations.spoilNextCrc();
      case BROWN_OUT -> powerUp();
      case MODE_STUCK -> die.stuck = true;
      case ABSENT_00, ABSENT_FF -> {
        injuries.add(injury);
        powerUp();
      }
      case SPI_ERROR, WRITE_PROTECTED -> injuries.add(injury);
    }
  }

  /** Nothing is wrong any more; a chip that was away has just got its supply. */
  public void heal() {
    injuries.clear();
    die.stuck = false;
  }
}
