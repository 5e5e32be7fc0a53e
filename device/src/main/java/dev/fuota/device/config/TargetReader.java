package dev.fuota.device.config;

import dev.fuota.device.install.CommandTarget;
import dev.fuota.drivers.smp.TargetSettings.Mode;
import dev.fuota.settings.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code target} and {@code hooks}. */
final class TargetReader {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Duration SELF_TEST = Duration.ofMinutes(1);
  private static final Map<String, Mode> MODES =
      Map.of("application", Mode.APPLICATION, "recovery", Mode.RECOVERY);
  private static final int BAUD = 115_200;
  private static final int BAUD_MAX = 4_000_000;

  private final Path folder;

  TargetReader(Path folder) {
    this.folder = folder;
  }

  TargetSettings read(Setting root) {
    Optional<Setting> target = root.find("target");
    if (target.isPresent() && !target.get().isText()) {
      return mcuboot(target.get().only("mcuboot-serial").get("mcuboot-serial"));
    }
    boolean commands =
        target
            .map(value -> value.choice(Map.of("emulated", false, "commands", true)))
            .orElse(false);
    Optional<Setting> hooks = root.find("hooks");
    if (commands) {
      return commands(hooks.orElseGet(() -> root.get("hooks")));
    }
    hooks.ifPresent(
        value -> {
          throw value.problem("hooks are for target: commands; add that line, or remove this one");
        });
    return new TargetSettings.Emulated();
  }

  private TargetSettings mcuboot(Setting serial) {
    serial.only("device", "baud", "mode", "selfTest");
    return new TargetSettings.McubootSerial(
        folder.resolve(serial.get("device").text()),
        serial.get("baud", BAUD, value -> value.number(1, BAUD_MAX)),
        serial.get("mode", Mode.APPLICATION, value -> value.choice(MODES)),
        serial.get("selfTest", SELF_TEST, Setting::duration));
  }

  private TargetSettings commands(Setting hooks) {
    hooks.only("imageReady", "reboot", "installed", "limit");
    CommandTarget.Commands commands =
        new CommandTarget.Commands(
            hooks.get("imageReady", List.of(), TargetReader::command),
            hooks.get("reboot", List.of(), TargetReader::command),
            hooks.get("installed", List.of(), TargetReader::command),
            hooks.get("limit", LIMIT, LorawanWords::interval));
    if (commands.reboot().isEmpty() && commands.installed().isEmpty()) {
      throw hooks.problem("reboot is missing; add the command that installs the image");
    }
    return new TargetSettings.Commands(commands);
  }

  private static List<String> command(Setting value) {
    List<String> words = value.items().stream().map(Setting::text).toList();
    if (words.isEmpty()) {
      throw value.problem("a program and its arguments belong here, as [/usr/bin/rauc, install]");
    }
    return words;
  }
}
