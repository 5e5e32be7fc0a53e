package dev.fuota.tests.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.cli.Fuota;
import dev.fuota.cli.console.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The files of the packages, the page that explains them, and the command line say the same. */
class PackagingTest {
  private static final Path ROOT = root();
  private static final Path DIST = ROOT.resolve("dist");
  private static final String PAGE = text(ROOT.resolve("docs/packaging.md"));

  @ParameterizedTest
  @ValueSource(strings = {"agent", "server"})
  void aServiceRunsACommandThatThereIsWithOptionsThatItHas(String name) {
    List<String> unit = unit(name);
    String[] words = value(unit, "ExecStart").split(" ", -1);
    assertThat(words[0]).isEqualTo("/usr/bin/fuota");
    CommandLine command = command(Fuota.whole(Console.ofProcess()), words[1]);
    assertThat(command.getCommandSpec().optionsMap()).containsKey(words[2]);
    assertThat(value(unit, "ConditionPathExists")).isEqualTo(words[3]);
    assertThat(PAGE).contains("fuota-" + name + ".service", words[3]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"agent", "server"})
  void aServiceIsTheUserOfThePackageAndKeepsItsStateWhereThePageSays(String name) {
    List<String> unit = unit(name);
    assertThat(value(unit, "User")).isEqualTo("fuota");
    assertThat(postinst()).contains("adduser --system --group", "--quiet fuota");
    assertThat("/var/lib/" + value(unit, "StateDirectory")).isEqualTo("/var/lib/fuota");
    assertThat(postinst()).contains("state=/var/lib/fuota");
    assertThat(PAGE).contains("| `/var/lib/fuota` |");
  }

  @ParameterizedTest
  @ValueSource(strings = {"agent", "server"})
  void nothingKeepsJavaFromCompilingNorAMachineWithoutGroupsFromStarting(String name) {
    assertThat(unit(name))
        .noneMatch(line -> line.startsWith("MemoryDenyWriteExecute="))
        .noneMatch(line -> line.startsWith("SupplementaryGroups="))
        .contains("NoNewPrivileges=yes", "ProtectSystem=strict", "PrivateTmp=yes");
  }

  @Test
  void theAgentSpeaksWithSystemdAndReachesItsDevices() {
    List<String> unit = unit("agent");
    assertThat(unit)
        .contains("Type=notify", "DevicePolicy=closed")
        .doesNotContain("PrivateDevices=yes");
    assertThat(PAGE).contains("WatchdogSec=" + value(unit, "WatchdogSec"));
    assertThat(unit)
        .contains(
            "DeviceAllow=char-ttyUSB rw",
            "DeviceAllow=char-spi rw",
            "DeviceAllow=char-gpiochip rw");
    assertThat("/run/" + value(unit, "RuntimeDirectory") + "/agent.sock")
        .isEqualTo(option("agent", "status", "--socket").defaultValue());
  }

  @Test
  void noServiceIsStartedUnlessSomebodySaysSo() {
    assertThat(postinst()).doesNotContain("systemctl start", "systemctl restart");
    assertThat(postinst().lines().filter(line -> line.contains("enable --now")))
        .allSatisfy(line -> assertThat(line).startsWith("  systemctl enable --now fuota-agent "));
  }

  @Test
  void eachMachineOfTheLauncherHasItsOptionsAndThePageNamesThem() {
    Matcher machines = Pattern.compile("machine=(\\w+)").matcher(text(DIST.resolve("launcher")));
    List<String> named = machines.results().map(found -> found.group(1)).distinct().toList();
    assertThat(named).containsExactlyInAnyOrderElementsOf(options());
    assertThat(named)
        .hasSizeGreaterThan(1)
        .allSatisfy(each -> assertThat(PAGE).contains("`" + each + "`"));
  }

  @Test
  void commandsWithAMachineOfTheirOwnExist() {
    Matcher cases =
        Pattern.compile("^  ([a-z |]+)\\) machine=", Pattern.MULTILINE)
            .matcher(text(DIST.resolve("launcher")));
    List<String> commands =
        cases.results().flatMap(found -> Arrays.stream(found.group(1).split(" \\| ", -1))).toList();
    assertThat(commands).contains("server", "fleet");
    assertThat(Fuota.whole(Console.ofProcess()).getSubcommands().keySet()).containsAll(commands);
  }

  @Test
  void configurationFilesArePurgedAndThePageSaysSo() {
    for (String file : text(DIST.resolve("debian/conffiles")).lines().toList()) {
      assertThat(PAGE).contains("| `" + file + "` |");
    }
    assertThat(text(DIST.resolve("debian/postrm")))
        .contains("if [ \"$1\" = purge ]; then\n  rm -rf /var/lib/fuota /etc/fuota ");
  }

  private static List<String> options() {
    try (Stream<Path> files = Files.list(DIST.resolve("options"))) {
      return files.map(file -> file.getFileName().toString().replace(".options", "")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CommandLine.Model.OptionSpec option(String command, String below, String name) {
    CommandLine inner = command(command(Fuota.whole(Console.ofProcess()), command), below);
    return Objects.requireNonNull(inner.getCommandSpec().findOption(name));
  }

  private static CommandLine command(CommandLine of, String name) {
    return Objects.requireNonNull(of.getSubcommands().get(name), name);
  }

  private static String postinst() {
    return text(DIST.resolve("debian/postinst"));
  }

  private static List<String> unit(String name) {
    return text(DIST.resolve("systemd/fuota-" + name + ".service")).lines().toList();
  }

  private static String value(List<String> unit, String key) {
    List<String> values = unit.stream().filter(line -> line.startsWith(key + "=")).toList();
    assertThat(values).as(key).hasSize(1);
    return values.get(0).substring(key.length() + 1);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.exists(here.resolve("mvnw"))) {
      here = Objects.requireNonNull(here.getParent(), "no mvnw above the tests");
    }
    return here;
  }
}
