package dev.fuota.agent.chart;

import dev.fuota.protocol.codec.Command;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What a state machine does in each of its states with each event, found out by doing it.
 *
 * <p>Every pair begins with a new device, which is brought into the state; then the event happens.
 * It fails if a state is not reached, if an event leads into a state without a name, or if a
 * command of the package is missing.
 *
 * @param <D> the device with the machine, and whatever a test needs around it
 * @param <C> the commands to the machine, a sealed interface
 */
public final class Chart<D, C extends Command> {
  private final String title;
  private final Supplier<D> device;
  private final Function<D, String> stateOf;
  private final Function<D, List<String>> answers;
  private final List<Named<D>> states = new ArrayList<>();
  private final List<Named<D>> events = new ArrayList<>();
  private final Set<Class<?>> commands = new LinkedHashSet<>();

  /** How to get into a state, or how to let an event happen. */
  private record Named<D>(String name, Consumer<D> action) {}

  /**
   * What came of an event.
   *
   * @param answers what the device sent, in order
   */
  public record Transition(String state, String event, String next, List<String> answers) {}

  /**
   * A chart without states and events.
   *
   * @param device makes a device in its first state
   * @param stateOf the name of the state in which a device is
   * @param answers all that a device has sent so far
   */
  public Chart(
      String title,
      Supplier<D> device,
      Function<D, String> stateOf,
      Function<D, List<String>> answers) {
    this.title = title;
    this.device = device;
    this.stateOf = stateOf;
    this.answers = answers;
  }

  /** Adds a state, the first one first, and how a device gets there. */
  public Chart<D, C> state(String name, Consumer<D> arrange) {
    add(states, name, arrange);
    return this;
  }

  /** Adds an event that is no command: a timer, the clock, a reset. */
  public Chart<D, C> event(String name, Consumer<D> happens) {
    add(events, name, happens);
    return this;
  }

  /**
   * Adds a command.
   *
   * @param circumstances what is special about it; may be empty
   * @param tell gives it to the machine
   */
  public Chart<D, C> command(String circumstances, C command, BiConsumer<D, C> tell) {
    commands.add(command.getClass());
    String name = Text.nameOf(command) + (circumstances.isEmpty() ? "" : ", " + circumstances);
    return event(name, on -> tell.accept(on, command));
  }

  private static <D> void add(List<Named<D>> into, String name, Consumer<D> action) {
    if (names(into).contains(name)) {
      throw new IllegalArgumentException("twice: " + name);
    }
    into.add(new Named<>(name, action));
  }

  private static <D> List<String> names(List<Named<D>> those) {
    return those.stream().map(Named::name).toList();
  }

  /** Fails unless there is an event for every command of a package. */
  public Chart<D, C> coveringAll(Class<C> sealed) {
    return coveringAllBut(sealed);
  }

  /** The same for a version of a package, which has not {@code others}. */
  public Chart<D, C> coveringAllBut(Class<C> sealed, Class<?>... others) {
    List<Class<?>> missing =
        leaves(sealed)
            .filter(leaf -> !commands.contains(leaf) && !List.of(others).contains(leaf))
            .toList();
    if (!missing.isEmpty()) {
      throw new AssertionError(title + ": no event for " + missing);
    }
    return this;
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(Chart::leaves)
        : Stream.of(type);
  }

  public String title() {
    return title;
  }

  public List<String> stateNames() {
    return names(states);
  }

  public List<String> eventNames() {
    return names(events);
  }

  /** Drives a device through every pair, state by state. */
  public List<Transition> drive() {
    List<Transition> transitions = new ArrayList<>();
    for (Named<D> state : states) {
      for (Named<D> event : events) {
        transitions.add(drive(state, event));
      }
    }
    return transitions;
  }

  private Transition drive(Named<D> state, Named<D> event) {
    String pair = title + ", " + event.name() + " in " + state.name();
    D on = device.get();
    state.action().accept(on);
    if (!stateOf.apply(on).equals(state.name())) {
      throw new AssertionError(pair + ": the device is in " + stateOf.apply(on));
    }
    int before = answers.apply(on).size();
    event.action().accept(on);
    String next = stateOf.apply(on);
    if (!stateNames().contains(next)) {
      throw new AssertionError(pair + ": leads into the unknown state " + next);
    }
    List<String> all = answers.apply(on);
    return new Transition(state.name(), event.name(), next, all.subList(before, all.size()));
  }
}
