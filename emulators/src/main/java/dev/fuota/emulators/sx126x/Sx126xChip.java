package dev.fuota.emulators.sx126x;

import dev.fuota.drivers.board.Board;
import dev.fuota.drivers.board.Chip;
import dev.fuota.drivers.board.Tcxo;
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
import java.util.Optional;
import java.util.Set;

/**
 * An SX1261, SX1262 or SX1268 at the level of its pins (SX1261/2 data sheet, Rev. 2.1). It does
 * what it is told as the chip would, and notes every misuse.
 *
 * <p><b>What is as in the chip.</b> All commands with their lengths and modes; the status octet;
 * BUSY with the data sheet's times, in sleep too; 256 octets of buffer that wrap; the registers
 * that the data sheet names; interrupt flags, mask and DIO1; sleep with warm and cold start and the
 * retention list; fallback mode; crystal or TCXO, device errors, calibration of blocks and image;
 * power and the PA table; both receive time-outs; continuous reception, in which the next frame
 * overwrites the one before; the known limitations 15.1 to 15.4, each noted at the moment at which
 * it would do harm.
 *
 * <p><b>What is heard.</b> Frames go to, and come from, a {@link Radio}: only frames of LoRaWAN, as
 * the other end knows no others. What is set otherwise is sent for as long as it would take and
 * heard by nobody, or hears nothing; {@link #remarks} says why. Frequencies within 5 Hz of a
 * multiple of 100 Hz are taken for it.
 *
 * <p><b>What is not.</b> GFSK and LR-FHSS (accepted, and deaf), channel activity detection, duty
 * cycled reception, continuous wave, wake-up by the real-time clock; time of the SPI transfers.
 * PreambleDetected and HeaderValid come when the time-out would have come, at the latest with the
 * end of the frame, as the air tells no more. A frame that another destroyed is one with a wrong
 * header, and ends a single reception.
 *
 * <p>Everything runs on the thread of the {@link Scheduler}. In virtual time, what the host waits
 * for BUSY ({@link #awaitReady}) is ahead of the clock for the rest of its turn.
 */
public final class Sx126xChip implements EmulatedChip {
  /** Which one of the family. */
  public enum Part {
    SX1261,
    SX1262,
    SX1268
  }

  /**
   * What is around the chip.
   *
   * @param tcxo whether the clock is a TCXO that DIO3 feeds; else it is a crystal
   * @param tcxoStartUp how long the TCXO needs
   * @param dio2Switch whether DIO2 drives the antenna switch
   * @param rxPin whether a pin of the host has to be high for reception
   * @param txPin whether a pin of the host has to be high for transmission
   */
  public record Wiring(
      Part part,
      boolean tcxo,
      Duration tcxoStartUp,
      boolean dio2Switch,
      boolean rxPin,
      boolean txPin) {

    /** An SX1262 with a crystal, and DIO2 at the antenna switch. */
    public static Wiring usual() {
      return new Wiring(Part.SX1262, false, Duration.ZERO, true, false, false);
    }

    /**
     * As on a board.
     *
     * @throws IllegalArgumentException if the board has no chip of this family
     */
    public static Wiring of(Board board) {
      if (!board.chip().isSx126x()) {
        throw new IllegalArgumentException(board.title() + " has an " + board.chip());
      }
      Optional<Tcxo> tcxo = board.options().tcxo();
      return new Wiring(
          part(board.chip()),
          tcxo.isPresent(),
          tcxo.map(Tcxo::startUp).orElse(Duration.ZERO),
          board.options().dio2AsRfSwitch(),
          board.pins().rxEnable().isPresent(),
          board.pins().txEnable().isPresent());
    }

    private static Part part(Chip chip) {
      return switch (chip) {
        case SX1261 -> Part.SX1261;
        case SX1268 -> Part.SX1268;
        default -> Part.SX1262;
      };
    }
  }

  private static final Duration RESET_BUSY = Duration.ofMillis(10);
  private static final Duration COLD_START = Duration.ofNanos(3_500_000);
  private static final Duration WARM_START = Duration.ofNanos(340_000);
  private static final Duration SHORTEST_RESET = Duration.ofNanos(100_000);
  private static final int GET_STATUS_CODE = 0xC0;

  private final Die die;
  private final Timeline time;
  private final Operations operations;
  private final Set<Injury> injuries = EnumSet.noneOf(Injury.class);
  private boolean inReset;
  private Instant resetSince = Instant.MIN;

  /**
   * A chip that has just got its supply.
   *
   * @param air the chip is its listener from now on
   */
  public Sx126xChip(Radio air, Scheduler scheduler, InstantSource clock, Wiring wiring) {
    time = new Timeline(scheduler, clock);
    die = new Die(wiring, time);
    operations = new Operations(die, air);
    powerUp();
  }

  private void powerUp() {
    operations.reset();
    die.forgetAll();
    time.forgetBusy();
    time.busyFor(RESET_BUSY);
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
    } else if (!injuries.contains(Injury.ABSENT_00) && length > 0) {
      present(new Exchange(out, offset, length, answer), out[offset] & 0xFF, answer);
    }
    return answer;
  }

  private void present(Exchange io, int code, byte[] answer) {
    String name = Opcode.of(code).map(Opcode::toString).orElse(String.format("%02X", code));
    if (inReset) {
      die.violation(name, "the chip is held in reset");
    } else if (die.mode == Mode.SLEEP && !isStuck()) {
      wake(code, name);
    } else if (busy()) {
      die.violation(name, "BUSY is high");
    } else {
      Arrays.fill(answer, die.statusOctet());
      command(io, code, name);
    }
  }

  private void wake(int code, String name) {
    if (code != GET_STATUS_CODE) {
      die.violation(name, "the chip sleeps; it only wakes up, and does not do this");
    }
    if (die.sleepsWarm) {
      die.forgetInSleep();
      time.busyFor(WARM_START);
    } else {
      operations.reset();
      die.forgetAll();
      time.busyFor(COLD_START);
    }
  }

  private void command(Exchange io, int code, String name) {
    Optional<Opcode> opcode = Opcode.of(code);
    if (opcode.isEmpty()) {
      refuse(CommandStatus.PROCESSING_ERROR, name, "no such command");
    } else if (!opcode.get().takes(io.count())) {
      refuse(CommandStatus.PROCESSING_ERROR, name, "does not take " + io.count() + " more octets");
    } else if (!opcode.get().isAllowedIn(die.mode)) {
      refuse(CommandStatus.FAILED, name, "not in " + die.mode);
    } else {
      new Commands(die, operations, io).run(opcode.get());
    }
  }

  private void refuse(CommandStatus status, String name, String reason) {
    die.status = status;
    die.violation(name, reason);
  }

  /** The level of BUSY. */
  public boolean busy() {
    if (isAbsent()) {
      return false;
    }
    return inReset || isStuck() || die.mode == Mode.SLEEP || !time.busy().isZero();
  }

  /** The host waits, and does nothing else, until BUSY is low, but not longer than so. */
  @Override
  public boolean awaitReady(Duration longest) {
    if (!busy()) {
      return true;
    }
    boolean falls = !inReset && !isStuck() && die.mode != Mode.SLEEP;
    Duration wait = time.busy();
    if (falls && wait.compareTo(longest) <= 0) {
      time.pass(wait);
      return true;
    }
    time.pass(longest);
    return false;
  }

  private boolean isStuck() {
    return injuries.contains(Injury.BUSY_STUCK);
  }

  private boolean isAbsent() {
    return injuries.contains(Injury.ABSENT_00) || injuries.contains(Injury.ABSENT_FF);
  }

  /** The level of DIO1. */
  public boolean dio1() {
    return injuries.contains(Injury.ABSENT_FF) || (!isAbsent() && die.interrupts.dio1());
  }

  @Override
  public boolean interruptPending() {
    return dio1();
  }

  /** Runs {@code rising} at each rising edge of DIO1, on the thread of the scheduler. */
  @Override
  public void onInterrupt(Runnable rising) {
    die.interrupts.onRising(() -> time.soon(rising));
  }

  @Override
  public void reset(boolean low) {
    if (isAbsent() || low == inReset) {
      return;
    }
    inReset = low;
    if (low) {
      resetSince = time.now();
      operations.reset();
      die.interrupts.reset();
    } else {
      if (Duration.between(resetSince, time.now()).compareTo(SHORTEST_RESET) < 0) {
        die.violation("NRESET", "low for less than 100 µs");
      }
      powerUp();
    }
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
      case LOST_IRQ -> die.interrupts.loseNextEdge();
      case CRC_ERROR -> operations.spoilNextCrc();
      case HEADER_ERROR -> operations.spoilNextHeader();
      case BROWN_OUT -> powerUp();
      case XOSC_FAILED -> die.oscillators.breakDown(true);
      case ABSENT_00, ABSENT_FF -> {
        injuries.add(injury);
        powerUp();
      }
      case BUSY_STUCK, SPI_ERROR -> injuries.add(injury);
    }
  }

  /** Nothing is wrong any more; a chip that was away has just got its supply. */
  public void heal() {
    injuries.clear();
    die.oscillators.breakDown(false);
  }
}
