package dev.fuota.boot;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fuota.boot.Decision.Phase;
import dev.fuota.hal.nvm.Nvm;
import dev.fuota.protocol.image.ImagePolicy;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the bootloader must remember. Records, little-endian: key 1 {@link State} (phase u8, round
 * u8, count u16, failed u16; absent when idle), key 2 {@link Plan} and, as its last octet, the
 * strategy (a plan of another one counts as none), key 3 security counter u32, key 4 why an image
 * was refused, UTF-8, key 5 the slot that runs (u8, where either may).
 */
final class BootJournal {
  private static final int STATE = 1;
  private static final int PLAN = 2;
  private static final int COUNTER = 3;
  private static final int REFUSED = 4;
  private static final int ACTIVE = 5;

  private static final int STATE_OCTETS = 6;

  /** The codes of the phases are their places here. */
  private static final List<Phase> PHASES =
      List.of(
          Phase.IDLE,
          Phase.UNPACKING,
          Phase.COPYING,
          Phase.INSTALLED,
          Phase.TRIAL,
          Phase.REVERTING,
          Phase.RESTORING,
          Phase.FAILED);

  /** Octets kept of a reason. */
  private static final int REASON_MAX = 256;

  /**
   * Where an installation stands.
   *
   * @param round how many times the copy was begun, from 1
   * @param count steps that are done; of a trial, how often it was started
   * @param failed of {@link Phase#RESTORING}, the step that could not be done; of {@link
   *     Phase#COPYING} 1 if the last step is done again
   */
  record State(Phase phase, int round, int count, int failed) {
    static final State IDLE = new State(Phase.IDLE, 0, 0, 0);

    static State of(Phase phase) {
      return new State(phase, 0, 0, 0);
    }
  }

  /** The codes of the strategies are their places here. */
  private static final List<Strategy> STRATEGIES =
      List.of(
          Strategy.AB,
          Strategy.IN_PLACE,
          Strategy.OVERWRITE_ONLY,
          Strategy.SWAP_SCRATCH,
          Strategy.SWAP_MOVE,
          Strategy.SWAP_OFFSET,
          Strategy.DIRECT_XIP);

  private final Nvm nvm;
  private final byte strategy;

  BootJournal(Nvm nvm, Strategy strategy) {
    this.nvm = nvm;
    this.strategy = (byte) STRATEGIES.indexOf(strategy);
  }

  /** The strategy that the last update was made by. */
  static Optional<Strategy> lastStrategy(Nvm nvm) {
    return nvm.read(PLAN)
        .filter(tagged -> tagged.length > 0)
        .map(tagged -> tagged[tagged.length - 1])
        .filter(code -> code >= 0 && code < STRATEGIES.size())
        .map(STRATEGIES::get);
  }

  /** Where the installation stands; idle too if the records are of another make. */
  State state() {
    return nvm.read(STATE)
        .filter(octets -> octets.length == STATE_OCTETS && octets[0] >= 0)
        .filter(octets -> octets[0] < PHASES.size() && plan().isPresent())
        .map(BootJournal::decode)
        .orElse(State.IDLE);
  }

  private static State decode(byte[] octets) {
    ByteBuffer in = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
    return new State(
        PHASES.get(in.get()),
        in.get() & 0xff,
        Short.toUnsignedInt(in.getShort()),
        Short.toUnsignedInt(in.getShort()));
  }

  void enter(State state) {
    ByteBuffer out = ByteBuffer.allocate(STATE_OCTETS).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) PHASES.indexOf(state.phase)).put((byte) state.round);
    out.putShort((short) state.count).putShort((short) state.failed);
    nvm.write(STATE, out.array());
  }

  void enter(Phase phase) {
    enter(State.of(phase));
  }

  /** An installation begins in {@code state}; nothing is overwritten yet. */
  void begin(Plan plan, State state) {
    // In this order: a state of another installation never stands beside the new plan.
    nvm.delete(STATE);
    nvm.delete(REFUSED);
    byte[] octets = plan.encode();
    byte[] tagged = Arrays.copyOf(octets, octets.length + 1);
    tagged[octets.length] = strategy;
    nvm.write(PLAN, tagged);
    enter(state);
  }

  void failed(String reason) {
    refused(reason);
    enter(Phase.FAILED);
  }

  void idle() {
    nvm.delete(STATE);
  }

  /** The plan of the installation that is in work, or of the last one. */
  Optional<Plan> plan() {
    return nvm.read(PLAN)
        .filter(tagged -> tagged.length > 0 && tagged[tagged.length - 1] == strategy)
        .flatMap(tagged -> Plan.decode(Arrays.copyOf(tagged, tagged.length - 1)));
  }

  Optional<String> refused() {
    return nvm.read(REFUSED).map(octets -> new String(octets, UTF_8));
  }

  void refused(String reason) {
    byte[] octets = reason.getBytes(UTF_8);
    nvm.write(REFUSED, Arrays.copyOf(octets, Math.min(octets.length, REASON_MAX)));
  }

  /** The slot that runs, where either may; empty before the first update. */
  Optional<BootSlot> active() {
    return nvm.read(ACTIVE)
        .filter(octets -> octets.length == 1)
        .map(octets -> BootSlot.ofCode(octets[0]));
  }

  void activate(BootSlot slot) {
    nvm.write(ACTIVE, new byte[] {(byte) slot.code()});
  }

  /** The lowest security counter that may run, or {@link ImagePolicy#NO_COUNTER}. */
  long securityCounter() {
    return nvm.read(COUNTER)
        .filter(octets -> octets.length == Integer.BYTES)
        .map(octets -> ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN).getInt())
        .map(Integer::toUnsignedLong)
        .orElse(ImagePolicy.NO_COUNTER);
  }

  /** Never lowers it. */
  void raiseSecurityCounter(long counter) {
    if (counter > securityCounter()) {
      ByteBuffer out = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
      nvm.write(COUNTER, out.putInt((int) counter).array());
    }
  }
}
