package dev.fuota.drivers.rui3;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.fuota.hal.serial.SerialLine;
import dev.fuota.hal.sim.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A RUI3 module as a table: it keeps what is set, and answers a command otherwise when a test says
 * so. There is no radio behind it.
 */
final class ScriptedRak implements SerialLine {
  private final Simulation simulation;
  private final Map<String, String> values = new HashMap<>();
  private final Map<String, Function<String, List<String>>> scripts = new HashMap<>();
  final List<String> heard = new ArrayList<>();
  private @Nullable Listener listener;
  private boolean open;
  boolean echo;

  ScriptedRak(Simulation simulation) {
    this.simulation = simulation;
    set("VER", "RUI_4.2.1_RAK3172-E").set("HWMODEL", "rak3172").set("NWM", "1").set("NJM", "1");
    set("DEVEUI", "0000000000000000").set("APPEUI", "0000000000000000");
    set("APPKEY", "0".repeat(32)).set("BAND", "5").set("ADR", "0").set("DR", "5");
    set("NJS", "0").set("CLASS", "A").set("CFM", "0");
    set("NWKSKEY", "0".repeat(32)).set("APPSKEY", "0".repeat(32)).set("DEVADDR", "00000000");
    on("AT+LSTMULC=?", command -> List.of(groups(), "OK"));
    on("ATE", command -> turnEcho());
  }

  private String groups() {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      all.add(
          values.getOrDefault(
              "GROUP" + i,
              "0:00000000:" + "0".repeat(32) + ":" + "0".repeat(32) + ":000000000:00:0"));
    }
    return String.join(",", all);
  }

  private List<String> turnEcho() {
    echo = !echo;
    return List.of("OK");
  }

  final ScriptedRak set(String name, String value) {
    values.put(name, value);
    return this;
  }

  void forget(String name) {
    values.remove(name);
  }

  String value(String name) {
    return values.getOrDefault(name, "");
  }

  /** Answers commands that begin so with these lines. */
  ScriptedRak on(String prefix, String... lines) {
    return on(prefix, command -> List.of(lines));
  }

  final ScriptedRak on(String prefix, Function<String, List<String>> lines) {
    scripts.put(prefix, lines);
    return this;
  }

  void off(String prefix) {
    scripts.remove(prefix);
  }

  @Override
  public void listen(Listener other) {
    listener = other;
    plug();
  }

  void plug() {
    open = true;
    simulation.after(Duration.ofMillis(1), () -> listener().onOpened());
  }

  void unplug() {
    open = false;
    listener().onLost("the adapter is gone");
  }

  private Listener listener() {
    if (listener == null) {
      throw new IllegalStateException("nobody listens");
    }
    return listener;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public boolean write(byte[] octets) {
    String command = new String(octets, US_ASCII).strip();
    heard.add(command);
    if (open && echo) {
      say(command + "\n\r");
    }
    simulation.after(Duration.ofMillis(20), () -> answer(command));
    return open;
  }

  private void answer(String command) {
    scripts.entrySet().stream()
        .filter(script -> command.startsWith(script.getKey()))
        .findFirst()
        .map(script -> script.getValue().apply(command))
        .orElseGet(() -> usual(command))
        .forEach(line -> say(line + "\r\n"));
  }

  private List<String> usual(String command) {
    if (command.equals("AT")) {
      return List.of("OK");
    }
    int end = command.indexOf('=');
    String name = end < 0 ? "" : command.substring("AT+".length(), end);
    String value = end < 0 ? "" : command.substring(end + 1);
    if (value.equals("?") && values.containsKey(name)) {
      return List.of("AT+" + name + "=" + values.get(name), "OK");
    }
    if (values.containsKey(name)) {
      set(name, value);
      return List.of("OK");
    }
    return List.of("AT_COMMAND_NOT_FOUND");
  }

  /** Octets come from the module. */
  void say(String text) {
    if (open) {
      byte[] octets = text.getBytes(US_ASCII);
      listener().onOctets(octets, octets.length);
    }
  }

  void later(Duration delay, String line) {
    simulation.after(delay, () -> say(line + "\r\n"));
  }

  long count(String prefix) {
    return heard.stream().filter(command -> command.startsWith(prefix)).count();
  }

  @Override
  public void close() {
    open = false;
  }
}
