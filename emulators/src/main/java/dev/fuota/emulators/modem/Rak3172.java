package dev.fuota.emulators.modem;

import static dev.fuota.emulators.modem.Rui3Command.OK;

import dev.fuota.emulators.modem.Rui3Command.Request;
import dev.fuota.hal.link.Downlink;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.lorawan.region.Region;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A RAK3172 with RUI3: its AT dialogue, with this product's MAC behind it on a radio. Settings,
 * groups and the class are in flash and survive {@code ATZ}; the session does not.
 *
 * <p>Multicast is as in LoRaMac-node: the channel of a session is taken when class C begins, from
 * the first class C group; unicast is not heard on RX2 meanwhile.
 */
public final class Rak3172 implements SerialPeer {
  private static final int INPUT_MAX = 2047;

  /** The one command whose value stands alone. */
  private static final String UNPREFIXED = "LSTMULC";

  private static final int NAME_MAX = 31;
  private static final int REFUSALS = 3;
  private static final Duration START = Duration.ofMillis(400);

  /** What is flashed. */
  public enum Firmware {
    /** Without packages of its own. */
    V4_2_1("RUI_4.2.1_RAK3172-E"),
    /** Answers on the ports 200 to 202 itself. */
    V5_0_1("RUI_5.0.1_RAK3172-E");

    private final String version;

    Firmware(String version) {
      this.version = version;
    }
  }

  private final Firmware firmware;
  private final Scheduler scheduler;
  private final Rui3Settings settings = new Rui3Settings();
  private final FaultyMouth mouth;
  private final Rui3Network network;
  private final Map<String, Rui3Command> commands = new TreeMap<>();
  private final CommandLine input =
      new CommandLine(INPUT_MAX, this::perform, () -> sayLine(Rui3Command.OVERFLOW));

  /** Answers that wait for the event of their command. */
  private final List<String> held = new ArrayList<>();

  private boolean starting;

  /** A modem that was just switched on. */
  public Rak3172(Firmware firmware, ModemParts parts) {
    this.firmware = firmware;
    this.scheduler = parts.scheduler();
    this.mouth = new FaultyMouth(parts.scheduler(), parts.random());
    this.network = new Rui3Network(settings, parts, this::event, this::sayLine, this::onDownlink);
    identity().forEach(this::add);
    windows().forEach(this::add);
    settings.commands().forEach(this::add);
    network.commands().forEach(this::add);
    network.groups().commands().forEach(this::add);
  }

  private void add(Rui3Command command) {
    commands.put(command.name(), command);
  }

  private List<Rui3Command> identity() {
    return List.of(
        Rui3Command.readable("VER", false, () -> firmware.version),
        Rui3Command.readable("HWMODEL", false, () -> "rak3172"),
        Rui3Command.readable("SN", false, () -> "0000000000000000"),
        Rui3Command.setting("NWM", false, () -> settings.get("NWM"), this::setMode));
  }

  /** The windows are those of the region: another value cannot be set here. */
  private List<Rui3Command> windows() {
    return List.of(
        fixed("RX1DL", () -> Region.RECEIVE_DELAY1.toSeconds()),
        fixed("RX2DL", () -> Region.RECEIVE_DELAY1.plus(Region.RX1_TO_RX2).toSeconds()),
        fixed("JN1DL", () -> Region.JOIN_ACCEPT_DELAY1.toSeconds()),
        fixed("JN2DL", () -> Region.JOIN_ACCEPT_DELAY1.plus(Region.RX1_TO_RX2).toSeconds()),
        fixed("RX2DR", () -> settings.region().rx2Rate()),
        fixed("RX2FQ", () -> settings.region().rx2FrequencyHz()));
  }

  private static Rui3Command fixed(String name, LongSupplier value) {
    return Rui3Command.setting(
        name,
        true,
        () -> Long.toString(value.getAsLong()),
        other -> other.equals(Long.toString(value.getAsLong())) ? OK : Rui3Command.PARAM_ERROR);
  }

  @Override
  public void attach(Consumer<byte[]> out) {
    mouth.attach(out);
  }

  /** Whether it has a session. */
  public boolean isJoined() {
    return network.isJoined();
  }

  /** Does something wrong from now on, or nothing wrong any more. */
  public void inject(Fault fault) {
    mouth.inject(fault);
    switch (fault) {
      case HEALED -> network.refuse(0, 0);
      case BUSY -> network.refuse(REFUSALS, 0);
      case DUTY_CYCLE -> network.refuse(0, REFUSALS);
      case REBOOT -> restart();
      case ECHO, EVENT_FIRST, SPLIT, GARBAGE, YES_TO_ALL, SILENCE, HALF_LINE, FLOOD -> {}
    }
  }

  @Override
  public void onOctets(byte[] octets, int length) {
    for (int i = 0; i < length && !starting; i++) {
      if (echoes()) {
        mouth.raw(
            octets[i] == '\r' || octets[i] == '\n'
                ? new byte[] {'\n', '\r'}
                : new byte[] {octets[i]});
      }
      input.take(octets[i]);
    }
  }

  private boolean echoes() {
    return !mouth.has(Fault.SILENCE) && (mouth.has(Fault.ECHO) || settings.get("ECHO").equals("1"));
  }

  private void perform(String line) {
    if (mouth.has(Fault.YES_TO_ALL)) {
      sayLine(OK);
      return;
    }
    if (!line.regionMatches(true, 0, "AT", 0, 2)) {
      sayLine(Rui3Command.ERROR);
      return;
    }
    Request request = Request.of(line);
    if (line.length() == 2) {
      sayLine(OK);
    } else if (line.charAt(2) != '+') {
      performPlain(request.name());
    } else {
      perform(request);
    }
  }

  /** The commands without a plus. */
  private void performPlain(String name) {
    switch (name) {
      case "Z" -> restart();
      case "R" -> {
        settings.restore();
        network.groups().clear();
        sayLine(OK);
      }
      case "E" -> {
        settings.put("ECHO", settings.get("ECHO").equals("1") ? "0" : "1");
        sayLine(OK);
      }
      case "?" -> {
        commands.keySet().forEach(command -> sayLine("AT+" + command));
        sayLine(OK);
      }
      default -> sayLine(Rui3Command.NOT_FOUND);
    }
  }

  private void perform(Request request) {
    Rui3Command command = commands.get(request.name());
    if (command == null || request.name().length() > NAME_MAX) {
      sayLine(Rui3Command.NOT_FOUND);
    } else if (command.lorawan() && !isLorawan()) {
      sayLine(Rui3Command.NO_SUPPORT);
    } else {
      perform(command, request);
    }
  }

  private boolean isLorawan() {
    return settings.number("NWM") == 1;
  }

  private void perform(Rui3Command command, Request request) {
    Supplier<String> read = command.read();
    Supplier<String> run = command.run();
    Function<String, String> set = command.set();
    switch (request.form()) {
      case READ -> {
        if (read == null) {
          sayLine(Rui3Command.PARAM_ERROR);
        } else {
          String prefix = command.name().equals(UNPREFIXED) ? "" : "AT+" + command.name() + "=";
          sayLine(prefix + read.get());
          sayLine(OK);
        }
      }
      case SET -> word(set == null ? Rui3Command.PARAM_ERROR : set.apply(request.value()), command);
      case RUN -> word(run == null ? Rui3Command.PARAM_ERROR : run.get(), command);
      case HELP -> {
        sayLine("AT+" + command.name() + ": see the manual");
        sayLine(OK);
      }
    }
  }

  private void word(String word, Rui3Command command) {
    boolean causesEvent = command.name().equals("SEND") || command.name().equals("JOIN");
    if (causesEvent && word.equals(OK) && mouth.has(Fault.EVENT_FIRST)) {
      held.add(word);
    } else {
      sayLine(word);
    }
  }

  private void event(String event) {
    sayLine(event);
    List<String> waiting = List.copyOf(held);
    held.clear();
    waiting.forEach(this::sayLine);
  }

  private void sayLine(String line) {
    mouth.say(line + "\r\n");
  }

  private String setMode(String value) {
    if (!Rui3Settings.isNumber(value, 0, 2)) {
      return Rui3Command.PARAM_ERROR;
    }
    if (!value.equals(settings.get("NWM"))) {
      settings.put("NWM", value);
      scheduler.after(Duration.ZERO, this::restart);
    }
    return OK;
  }

  /** The firmware begins anew: what is typed meanwhile is lost. */
  private void restart() {
    starting = true;
    held.clear();
    input.clear();
    network.reset();
    scheduler.after(START, this::started);
  }

  private void started() {
    if (starting) { // restarts may overlap
      starting = false;
      sayLine("RAKwireless RAK3172-E");
      sayLine("------------------------------------------------------");
      sayLine("Version: " + firmware.version);
      sayLine("Current Work Mode: " + (isLorawan() ? "LoRaWAN." : "LoRa P2P."));
    }
  }

  private void onDownlink(Downlink downlink) {
    if (firmware == Firmware.V5_0_1 && downlink.unicast()) {
      OwnPackages.answer(downlink)
          .ifPresent(answer -> network.answerUnseen(downlink.fPort(), answer.toArray()));
    }
  }
}
