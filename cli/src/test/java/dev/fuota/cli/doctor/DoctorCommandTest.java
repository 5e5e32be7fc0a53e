package dev.fuota.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.cli.console.Console;
import dev.fuota.drivers.board.Board;
import dev.fuota.drivers.modem.ModemModel;
import dev.fuota.hal.net.Interfaces;
import dev.fuota.linux.probe.Machine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DoctorCommandTest {
  @TempDir Path root;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @BeforeEach
  void aRaspberryPi() throws IOException {
    file("/proc/self/status", "Uid:\t0\t0\t0\t0\nGid:\t0\nGroups:\t0\n");
    file("/proc/device-tree/model", "Raspberry Pi 4 Model B Rev 1.4\0");
    file("/dev/spidev0.0", "");
    file("/dev/gpiochip0", "");
  }

  private void file(String path, String text) throws IOException {
    Path file = root.resolve(path.substring(1));
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private int run(String... arguments) {
    out.reset();
    PrintStream to = new PrintStream(out, true, StandardCharsets.UTF_8);
    Console console =
        new Console(new ByteArrayInputStream(new byte[0]), to, to, Map.of(), false, false, false);
    CommandLine line = new CommandLine(new DoctorCommand(console, new Machine(root, new Quiet())));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(
        (exception, command, result) -> {
          to.println(exception.getMessage());
          return 2;
        });
    return line.execute(arguments);
  }

  private String text() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private JsonNode document() {
    return JsonMapper.shared().readTree(text());
  }

  @Test
  void saysPlainlyWhatIsThereAndWhatIsMissing() {
    assertThat(run()).isZero();
    assertThat(text())
        .contains(
            "This machine: ready\n  ok       board            Raspberry Pi 4 Model B Rev 1.4\n")
        .contains("Radio on SPI (--mode spi): ready\n")
        .contains("Modem on a serial port (--mode serial): something is missing\n")
        .contains("  missing  port             there is no serial port\n             -> plug")
        .doesNotContain("\u001b");
  }

  @Test
  void onlyAModeThatIsAskedForDecidesTheExitCode() {
    assertThat(run("--mode", "spi")).isZero();
    assertThat(text()).contains("--mode spi").doesNotContain("--mode serial");
    assertThat(run("--mode", "serial")).isEqualTo(1);
    assertThat(run("--mode", "msu")).isEqualTo(1);
    assertThat(run("--mode", "daemon")).isEqualTo(1);
  }

  @Test
  void tellsMachinesTheSame() {
    assertThat(run("--json", "--mode", "serial")).isEqualTo(1);
    JsonNode document = document();
    assertThat(document.path("ok").asBoolean()).isFalse();
    assertThat(document.path("modes")).hasSize(2);
    JsonNode serial = document.path("modes").get(1);
    assertThat(serial.path("mode").asString()).isEqualTo("serial");
    assertThat(serial.path("ready").asBoolean()).isFalse();
    JsonNode port = serial.path("findings").get(0);
    assertThat(port.path("state").asString()).isEqualTo("missing");
    assertThat(port.path("whatToType").asString()).isNotEmpty();
    assertThat(run("--json")).isZero();
    assertThat(document().path("ok").asBoolean()).isTrue();
    assertThat(document().path("modes")).hasSize(5);
  }

  @Test
  void looksAtThePinsOfABoard() {
    assertThat(run("--board", "meshadv-mini", "--mode", "spi")).isZero();
    assertThat(text()).contains("BUSY is GPIO20, which is free", "RESET is GPIO24, which is free");
  }

  @Test
  void namesTheBoardsIfThereIsNoSuchBoard() {
    assertThat(run("--board", "mesh")).isEqualTo(2);
    assertThat(text()).contains("there is no board 'mesh'", "meshadv-mini");
  }

  @Test
  void colorsWhatPeopleSee() {
    assertThat(run("--color", "always")).isZero();
    assertThat(text()).contains("\u001b[32mok     \u001b[0m", "\u001b[31mmissing\u001b[0m");
  }

  @Test
  void listsEveryBoardAndEveryModem() {
    assertThat(run("--boards")).isZero();
    assertThat(text()).contains(Board.KNOWN.stream().map(Board::name).toList());
    assertThat(text()).contains("GPIO21", "None of the boards has been tried");
    assertThat(run("--modems")).isZero();
    assertThat(text()).contains(ModemModel.KNOWN.stream().map(ModemModel::title).toList());
    assertThat(text()).contains("refused", "on an emulation only", "4 multicast groups");
    assertThat(run("--boards", "--json")).isZero();
    assertThat(document().path("boards")).hasSize(Board.KNOWN.size());
    assertThat(run("--modems", "--json")).isZero();
    assertThat(document().path("modems").get(0).path("multicastGroups").asInt()).isEqualTo(4);
  }

  /** Allows everything, and has nothing. */
  private static final class Quiet implements Machine.Living {
    @Override
    public boolean mayUse(Path device) {
      return true;
    }

    @Override
    public boolean isClockSynchronised() {
      return true;
    }

    @Override
    public Optional<String> gpioLabel(Path chip) {
      return Optional.of("pinctrl-bcm2711");
    }

    @Override
    public Optional<String> gpioUser(Path chip, int line) {
      return Optional.empty();
    }

    @Override
    public List<Interfaces.State> interfaces() {
      return List.of();
    }

    @Override
    public int java() {
      return 17;
    }

    @Override
    public Optional<String> jnaProblem() {
      return Optional.empty();
    }

    @Override
    public Optional<String> serialProblem() {
      return Optional.empty();
    }

    @Override
    public Path temporary() {
      return Path.of("/tmp");
    }
  }
}
