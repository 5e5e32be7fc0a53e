package dev.fuota.agent.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.firmware.Inspection;
import dev.fuota.agent.firmware.Startup;
import dev.fuota.agent.rig.Bench;
import dev.fuota.agent.step.Action;
import dev.fuota.agent.step.Origin;
import dev.fuota.agent.step.Request;
import dev.fuota.agent.step.Timer;
import dev.fuota.agent.store.NvmKey;
import dev.fuota.protocol.clocksync.ClockSyncDownlink;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.firmware.FirmwareDownlink;
import dev.fuota.protocol.fragmentation.FragmentationDownlink;
import dev.fuota.protocol.image.ImageVersion;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.multicast.MulticastDownlink;
import dev.fuota.protocol.time.GpsTime;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Known answers: what a device of the specifications, version 1, sends in answer to downlinks. Each
 * line of a file in {@code exchanges/} is a step.
 */
class ExchangeTest {
  private static final long HW_VERSION = 305_419_896;

  // PKG-01 PKG-08 TS006-01 TS006-09 TS006-11
  // TS004-16, TS004-22
  @ParameterizedTest(name = "{0}")
  @DisplayName("TR-P1..TR-P4: a device answers as the known answers say")
  @CsvSource({
    "clocksync, 64b84c25fc2d894300ffac10696af454",
    "multicast, 7738a5c674d37ff136eac13f553223a6",
    "fragmentation, 64b84c25fc2d894300ffac10696af454",
    "firmware, 64b84c25fc2d894300ffac10696af454"
  })
  void answers(String file, String rootKey) throws IOException {
    Player player = new Player(AesKey.fromHex(rootKey));
    List<String> lines = lines(file);
    assertThat(lines).hasSizeGreaterThan(20);
    for (int i = 0; i < lines.size(); i++) {
      try {
        player.play(lines.get(i).split(" +"));
      } catch (AssertionError e) {
        throw new AssertionError(file + ", step " + (i + 1) + ": " + lines.get(i), e);
      }
    }
  }

  private static List<String> lines(String file) throws IOException {
    try (InputStream in = ExchangeTest.class.getResourceAsStream("/exchanges/" + file + ".txt")) {
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .map(line -> line.replaceAll(" *#.*", ""))
          .filter(line -> !line.isEmpty())
          .toList();
    }
  }

  /** One device. */
  private static final class Player {
    private final Bench bench;
    private long multicastCounter;

    Player(AesKey genAppKey) {
      bench = new Bench(genAppKey, HW_VERSION, new SplittableRandom(5));
      bench.perform(bench.clockSync.start(Optional.empty()));
      boot(new ImageVersion(0x11, 0x22, 0x3344, 0));
    }

    private void boot(ImageVersion running) {
      Startup found =
          new Startup(
              Optional.of(running),
              false,
              Optional.ofNullable(bench.nvm.get(NvmKey.IMAGE)),
              Optional.empty(),
              Optional.of(Bytes.EMPTY));
      bench.perform(bench.firmware.start(found, bench.now()));
    }

    void play(String[] words) {
      switch (words[0]) {
        case "clock" -> setClock(words[1]);
        case "rx" -> receive(Integer.parseInt(words[1]), words[2], Bytes.fromHex(words[3]));
        case "ask" -> bench.perform(bench.clockSync.onTimer());
        case "image" -> image(words);
        case "answers" -> expectAnswers(words);
        case "nothing" -> expectNothing();
        case "shows" -> assertThat(bench.now().gps().seconds()).isEqualTo(Long.parseLong(words[1]));
        case "period" -> expectPeriod(words);
        case "asks" -> expectQuestions(words);
        case "keys" -> expectKeys(words);
        case "session" -> expectSession(words);
        case "block" -> expectBlock(words);
        case "reboot" -> expectReboot(words[1]);
        case "reboots" -> expectRebooting(words);
        default -> throw new IllegalArgumentException(words[0]);
      }
    }

    private void setClock(String gps) {
      if (gps.equals("unknown")) {
        bench.loseClock();
      } else {
        bench.setClock(new GpsTime(Long.parseLong(gps)));
      }
    }

    private void receive(int fPort, String via, Bytes payload) {
      boolean unicast = via.equals("unicast");
      switch (fPort) {
        case 202 -> {
          for (var command :
              ClockSyncDownlink.commands(PackageVersion.V1).decodeAll(payload).commands()) {
            if (unicast) {
              bench.answer(fPort, bench.clockSync.onCommand(command));
            }
          }
        }
        case 200 -> {
          for (var command :
              MulticastDownlink.commands(PackageVersion.V1).decodeAll(payload).commands()) {
            if (unicast) {
              bench.answer(fPort, bench.multicast.onCommand(command, bench.now()));
            }
          }
        }
        case 201 -> {
          Request request = Request.on(fPort, origin(via));
          for (var command :
              FragmentationDownlink.commands(PackageVersion.V1).decodeAll(payload).commands()) {
            bench.answer(fPort, bench.fragmentation.onCommand(command, request, bench.now()));
          }
        }
        case 203 -> {
          for (var command : FirmwareDownlink.COMMANDS.decodeAll(payload).commands()) {
            if (unicast) {
              bench.answer(fPort, bench.firmware.onCommand(command, bench.now()));
            }
          }
        }
        default -> throw new IllegalArgumentException("port " + fPort);
      }
    }

    private Origin origin(String via) {
      return via.startsWith("multicast:")
          ? new Origin(Integer.parseInt(via.substring(10)), 0, multicastCounter++)
          : Origin.unicast(0);
    }

    private void image(String[] words) {
      int status = Integer.parseInt(words[1]);
      bench.inspection =
          status == 3
              ? new Inspection.Accepted(version(Long.parseLong(words[2])))
              : new Inspection.Refused(status, "TEST", "as the test says");
      bench.inspectImage();
    }

    private static ImageVersion version(long u32) {
      return new ImageVersion((int) (u32 >> 24), (int) (u32 >> 16) & 0xff, (int) u32 & 0xffff, 0);
    }

    private void expectAnswers(String[] words) {
      if (words[1].equals("201") && bench.timers.containsKey(Timer.FRAG_STATUS)) {
        assertThat(bench.left(Timer.FRAG_STATUS)).isBetween(Duration.ZERO, Duration.ofSeconds(64));
        bench.expire(Timer.FRAG_STATUS);
      }
      assertThat(bench.sent).allMatch(sent -> sent.fPort() == Integer.parseInt(words[1]));
      List<String> expected = Arrays.asList(words).subList(2, words.length);
      assertThat(bench.takeSent().stream().map(Player::withoutAnsRequired).toList())
          .isEqualTo(expected.stream().map(Player::withoutAnsRequired).toList());
    }

    /** Whether a question wants an answer in any case is the device's choice. */
    private static String withoutAnsRequired(String hex) {
      return hex.matches("01.{8}1.") ? hex.substring(0, 10) + "0" + hex.substring(11) : hex;
    }

    private void expectNothing() {
      assertThat(bench.sent).isEmpty();
      assertThat(bench.timers).doesNotContainKey(Timer.FRAG_STATUS);
    }

    private void expectPeriod(String[] words) {
      int period = bench.saved(NvmKey.CLOCK_PERIOD).at(1);
      assertThat(128L << period).isEqualTo(Long.parseLong(words[1]));
    }

    private void expectQuestions(String[] words) {
      while (bench.left(Timer.CLOCK_SYNC).compareTo(Duration.ofSeconds(20)) < 0) {
        bench.expire(Timer.CLOCK_SYNC);
      }
      assertThat(bench.takeSent().size())
          .isBetween(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
    }

    private void expectKeys(String[] words) {
      Action.DefineGroup group = bench.group(Integer.parseInt(words[1]));
      assertThat(group.mcAddr()).hasToString(words[2]);
      assertThat(group.mcAppSKey()).isEqualTo(AesKey.fromHex(words[3]));
      assertThat(group.mcNwkSKey()).isEqualTo(AesKey.fromHex(words[4]));
    }

    private void expectSession(String[] words) {
      int group = Integer.parseInt(words[1]);
      Duration early = Duration.ofSeconds(2);
      Duration untilStart = bench.now().until(new GpsTime(Long.parseLong(words[2])));
      assertThat(bench.left(Timer.MULTICAST_SESSION)).isEqualTo(untilStart.minus(early));
      assertThat(bench.last(AgentEvent.SessionPlanned.class).groupId()).isEqualTo(group);
    }

    private void expectBlock(String[] words) {
      while (bench.timers.containsKey(Timer.REBUILD)) {
        bench.expire(Timer.REBUILD);
      }
      assertThat(bench.block).hasSize(Integer.parseInt(words[1]));
      assertThat(sha256(bench.block)).isEqualTo(words[2]);
    }

    private static String sha256(byte[] octets) {
      try {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }

    private void expectReboot(String gps) {
      if (gps.equals("none")) {
        assertThat(bench.timers).doesNotContainKey(Timer.REBOOT);
      } else {
        Duration until = bench.now().until(new GpsTime(Long.parseLong(gps)));
        assertThat(bench.left(Timer.REBOOT)).isEqualTo(until);
      }
    }

    private void expectRebooting(String[] words) {
      int before = bench.reboots;
      bench.expire(Timer.REBOOT);
      assertThat(bench.reboots).isEqualTo(before + 1);
      if (words.length > 1) {
        boot(version(Long.parseLong(words[1])));
      }
    }
  }
}
