package dev.fuota.linux.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fuota.hal.serial.SerialLine;
import dev.fuota.linux.LoopThread;
import dev.fuota.linux.libc.Pty;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JSerialLineTest {
  @TempDir Path folder;
  private LoopThread thread;
  private Path link;
  private Pty pty;
  private SerialLine line;
  private final Heard heard = new Heard();
  private final List<AutoCloseable> things = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    thread = new LoopThread();
    link = folder.resolve("usb-modem");
    pty = plugIn();
    line = thread.on(() -> JSerialLine.open(link, 115_200, thread.loop));
    things.add(line);
  }

  @AfterEach
  void end() throws Exception {
    for (AutoCloseable thing : things) {
      thread.on(
          () -> {
            thing.close();
            return true;
          });
    }
    thread.close();
  }

  /** A new device behind the same link, as udev makes it. */
  private Pty plugIn() throws Exception {
    Pty plugged = thread.on(() -> Pty.open(thread.loop));
    things.add(plugged);
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, plugged.slave());
    return plugged;
  }

  private void listen() throws Exception {
    thread.on(() -> line.listen(heard));
  }

  private void until(Callable<Boolean> holds) {
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(3))
        .until(() -> thread.on(holds));
  }

  private void opened(int times) {
    until(() -> heard.opened == times);
  }

  /** Writes until no more is taken; what the kernel keeps is beside it. */
  private void fill() {
    until(
        () -> {
          int taken = 0;
          while (line.write(new byte[1024])) {
            taken++;
          }
          return taken == 0;
        });
  }

  @Test
  void carriesOctetsBothWays() throws Exception {
    listen();
    opened(1);
    ByteArrayOutputStream modem = new ByteArrayOutputStream();
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    thread.on(() -> pty.onOctets((octets, length) -> modem.write(octets, 0, length)));
    assertThat(thread.on(() -> line.write(all))).isTrue();
    thread.on(() -> pty.write(all));
    until(() -> modem.size() == 256 && heard.octets.size() == 256);
    assertThat(modem.toByteArray()).isEqualTo(all);
    assertThat(heard.octets.toByteArray()).isEqualTo(all);
    assertThat(heard.lost).isEmpty();
  }

  @Test
  void losesNothingInBothDirectionsAtOnce() throws Exception {
    listen();
    opened(1);
    byte[] down = new byte[100 * 1024];
    byte[] up = new byte[100 * 1024];
    new Random(1).nextBytes(down);
    new Random(2).nextBytes(up);
    ByteArrayOutputStream modem = new ByteArrayOutputStream();
    thread.on(
        () -> {
          pty.pace(921_600);
          pty.onOctets((octets, length) -> modem.write(octets, 0, length));
          pty.write(down);
        });
    for (int at = 0; at < up.length; at += 1024) {
      byte[] part = Arrays.copyOfRange(up, at, at + 1024);
      until(() -> line.write(part));
    }
    until(() -> modem.size() == up.length && heard.octets.size() == down.length);
    assertThat(modem.toByteArray()).isEqualTo(up);
    assertThat(heard.octets.toByteArray()).isEqualTo(down);
    assertThat(pty.overruns()).isZero();
  }

  @Test
  void takesNoMoreThan64KibWhenTheOtherSideDoesNotRead() throws Exception {
    listen();
    opened(1);
    fill();
    assertThat(thread.on(() -> line.write(new byte[64 * 1024 + 1]))).isFalse();
    assertThat(thread.on(() -> line.isOpen())).isTrue();
  }

  @Test
  void neverTakesMoreThan64KibAtOnce() throws Exception {
    listen();
    opened(1);
    assertThat(thread.on(() -> line.write(new byte[64 * 1024 + 1]))).isFalse();
    assertThat(thread.on(() -> line.write(new byte[64 * 1024]))).isTrue();
  }

  @Test
  void tellsAnUnplugDuringARead() throws Exception {
    listen();
    opened(1);
    thread.on(pty::close);
    until(() -> heard.lost.size() == 1);
    assertThat(heard.lost.get(0)).contains("was lost");
    assertThat(thread.on(() -> line.isOpen())).isFalse();
    assertThat(thread.on(() -> line.write(new byte[1]))).isFalse();
  }

  @Test
  void tellsAnUnplugDuringAWriteThatBlocks() throws Exception {
    listen();
    opened(1);
    fill();
    thread.on(pty::close);
    until(() -> !line.isOpen());
    assertThat(heard.lost).hasSize(1);
  }

  @Test
  void opensAnewWhereTheLinkLeadsAfterItWasPluggedInAgain() throws Exception {
    listen();
    opened(1);
    thread.on(pty::close);
    until(() -> !line.isOpen());
    Pty again = plugIn();
    opened(2);
    thread.on(() -> again.write(new byte[] {42}));
    until(() -> heard.octets.size() == 1);
    thread.on(again::close);
    until(() -> heard.lost.stream().filter(reason -> reason.contains("was lost")).count() == 2);
  }

  @Test
  void waitsForADeviceThatIsNotThereYet() throws Exception {
    Files.delete(link);
    listen();
    until(() -> !heard.lost.isEmpty());
    assertThat(heard.lost).singleElement().asString().contains("does not exist", "fuota doctor");
    Files.createSymbolicLink(link, pty.slave());
    opened(1);
  }

  @Test
  void tellsAReasonOnlyOnce() throws Exception {
    Files.delete(link);
    Files.createSymbolicLink(link, folder.resolve("ttyUSB0"));
    listen();
    until(() -> !heard.lost.isEmpty());
    assertThat(heard.lost).singleElement().asString().contains("leads nowhere", "plug it in");
    // It is tried again in that time.
    await().during(Duration.ofMillis(800)).until(() -> thread.on(() -> heard.lost.size() == 1));
    Files.delete(link);
    Files.writeString(folder.resolve("ttyUSB0"), "no terminal");
    Files.createSymbolicLink(link, folder.resolve("ttyUSB0"));
    until(() -> heard.lost.size() == 2);
    assertThat(heard.lost.get(1)).contains("not a serial port", "/dev/ttyUSB0");
  }

  @Test
  void saysThatAnotherProgramHasIt() throws Exception {
    listen();
    opened(1);
    Heard second = new Heard();
    SerialLine other = thread.on(() -> JSerialLine.open(pty.slave(), 9_600, thread.loop));
    things.add(other);
    thread.on(() -> other.listen(second));
    until(() -> !second.lost.isEmpty());
    assertThat(second.lost).singleElement().asString().contains("another program", "fuser");
    thread.on(line::close);
    until(() -> second.opened == 1);
  }

  @Test
  void givesThePortBackWhenItIsClosed() throws Exception {
    listen();
    opened(1);
    thread.on(line::close);
    assertThat(thread.on(() -> line.isOpen())).isFalse();
    assertThat(thread.on(() -> line.write(new byte[1]))).isFalse();
    Heard second = new Heard();
    SerialLine other = thread.on(() -> JSerialLine.open(link, 115_200, thread.loop));
    things.add(other);
    thread.on(() -> other.listen(second));
    until(() -> second.opened == 1);
    assertThat(second.lost).isEmpty();
    assertThat(heard.lost).isEmpty();
  }

  @Test
  void canBeClosedBeforeItOpened() throws Exception {
    thread.on(line::close);
    listen();
    assertThat(thread.on(() -> line.isOpen())).isFalse();
  }
}
