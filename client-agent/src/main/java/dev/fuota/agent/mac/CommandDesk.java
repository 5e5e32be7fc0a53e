package dev.fuota.agent.mac;

import dev.fuota.protocol.lorawan.command.DlChannelAns;
import dev.fuota.protocol.lorawan.command.MacCommand;
import dev.fuota.protocol.lorawan.command.MacCommands;
import dev.fuota.protocol.lorawan.command.PingSlotChannelAns;
import dev.fuota.protocol.lorawan.command.RxParamSetupAns;
import dev.fuota.protocol.lorawan.command.RxTimingSetupAns;
import dev.fuota.protocol.lorawan.command.TxParamSetupAns;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The MAC commands that wait for an uplink (LoRaWAN 1.0.4, section 5).
 *
 * <ul>
 *   <li>Answers and questions are said once, in all repetitions of one frame.
 *   <li>Sticky answers are said in every frame until a class A downlink shows that the network
 *       heard one: those to commands that change where it must send.
 *   <li>Indications are said in every frame until the network confirms them (LoRaWAN 1.1).
 * </ul>
 */
final class CommandDesk {
  /** A network that asks more than this before it hears an answer gets no more answers. */
  private static final int WAITING_MAX = 128;

  private final Core core;
  private List<MacCommand> indications = List.of();

  /** Answers and questions in their order, sticky or not. */
  private List<MacCommand> others = List.of();

  private boolean fresh;

  /**
   * An empty desk.
   *
   * @param core stores the commands that a reset must not lose, each time they change
   */
  CommandDesk(Core core) {
    this.core = core;
  }

  /** A new session: nothing of the old one is to be said. */
  void clear() {
    indications = List.of();
    others = List.of();
    fresh = false;
    keep();
  }

  /** Takes up what was stored before a reset. */
  void load(List<MacCommand> kept) {
    indications = without(kept, CommandDesk::isSticky);
    others = kept.stream().filter(CommandDesk::isSticky).toList();
  }

  /** A class A downlink came: the network heard the sticky answers. */
  void onClassADownlink() {
    if (others.stream().anyMatch(CommandDesk::isSticky)) {
      others = without(others, CommandDesk::isSticky);
      keep();
    }
  }

  /** Answers to one downlink, in the order of its commands. */
  void answer(List<? extends MacCommand> answers) {
    boolean stays = false;
    for (MacCommand answer : answers) {
      stays |= isSticky(answer);
      if (others.size() < WAITING_MAX) {
        others = with(others, answer);
      }
    }
    fresh |= !answers.isEmpty();
    if (stays) {
      keep();
    }
  }

  /** The device's own question, once. */
  void ask(MacCommand question) {
    if (!others.contains(question)) {
      others = with(others, question);
    }
  }

  /** Says {@code indication} until {@link #confirm}. */
  void indicate(MacCommand indication) { // MAC-065
    if (!indications.contains(indication)) {
      indications = with(indications, indication);
      fresh = true;
      keep();
    }
  }

  /** The network confirmed the indications of this kind; returns whether there was one. */
  boolean confirm(Class<? extends MacCommand> kind) {
    boolean said = indicates(kind);
    if (said) {
      indications = without(indications, kind::isInstance);
      keep();
    }
    return said;
  }

  /** Whether an indication of this kind waits for the network's word. */
  boolean indicates(Class<? extends MacCommand> kind) {
    return indications.stream().anyMatch(kind::isInstance);
  }

  /** Octets of all that waits. */
  int length() {
    return MacCommands.encode(waiting()).length();
  }

  /** How many octets {@link #take} would give. */
  int length(int room) {
    return MacCommands.encode(fitting(room)).length();
  }

  /** Whether something waits that was in no frame yet. */
  boolean hasFresh() {
    return fresh;
  }

  /** What a new frame with this room says: whole commands, in order. */
  List<MacCommand> take(int room) {
    List<MacCommand> said = List.copyOf(fitting(room));
    List<MacCommand> left = new ArrayList<>(others);
    for (MacCommand command : said) {
      if (!isSticky(command)) {
        left.remove(command);
      }
    }
    others = List.copyOf(left);
    fresh = false;
    return said;
  }

  private static List<MacCommand> with(List<MacCommand> those, MacCommand another) {
    List<MacCommand> all = new ArrayList<>(those);
    all.add(another);
    return List.copyOf(all);
  }

  private static List<MacCommand> without(List<MacCommand> those, Predicate<MacCommand> some) {
    return those.stream().filter(some.negate()).toList();
  }

  private List<MacCommand> waiting() {
    List<MacCommand> all = new ArrayList<>(indications);
    all.addAll(others);
    return all;
  }

  private List<MacCommand> fitting(int room) { // MAC-049
    List<MacCommand> all = waiting();
    int length = 0;
    int count = 0;
    for (MacCommand command : all) {
      length += 1 + command.payloadLength();
      if (length > room) {
        break;
      }
      count++;
    }
    return all.subList(0, count);
  }

  private void keep() {
    List<MacCommand> kept = new ArrayList<>(indications);
    others.stream().filter(CommandDesk::isSticky).forEach(kept::add);
    core.keepAnswers(kept);
  }

  private static boolean isSticky(MacCommand command) { // MAC-056
    return command instanceof RxParamSetupAns
        || command instanceof RxTimingSetupAns
        || command instanceof DlChannelAns
        || command instanceof TxParamSetupAns
        || command instanceof PingSlotChannelAns;
  }
}
