package dev.fuota.linux.libc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fuota.linux.LoopThread;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PtyTest {
  /** What a terminal that is not raw would change or swallow. */
  private static final byte[] SPECIAL = {0, 3, 4, 10, 13, 17, 19, 26, 127, (byte) 0xFF};

  private LoopThread thread;
  private Pty pty;

  @BeforeEach
  void open() throws Exception {
    thread = new LoopThread();
    pty = thread.on(() -> Pty.open(thread.loop));
  }

  @AfterEach
  void close() throws Exception {
    thread.on(pty::close);
    thread.close();
  }

  @Test
  void isADeviceFile() {
    assertThat(pty.slave().toString()).matches("/dev/pts/\\d+");
    assertThat(pty.slave()).exists();
  }

  @Test
  void carriesEveryOctetToTheOtherSideAsItIs() throws Exception {
    thread.on(() -> pty.write(SPECIAL));
    try (FileInputStream in = new FileInputStream(pty.slave().toFile())) {
      assertThat(read(in, SPECIAL.length)).isEqualTo(SPECIAL);
    }
  }

  @Test
  void hearsEveryOctetOfTheOtherSideAsItIs() throws Exception {
    ByteArrayOutputStream heard = listen();
    try (FileOutputStream out = new FileOutputStream(pty.slave().toFile())) {
      out.write(SPECIAL);
    }
    await().pollInterval(Duration.ofMillis(3)).until(() -> size(heard) == SPECIAL.length);
    assertThat(heard.toByteArray()).isEqualTo(SPECIAL);
  }

  @Test
  void staysWhileNobodyHasItOpen() throws Exception {
    ByteArrayOutputStream heard = listen();
    for (int i = 1; i <= 3; i++) {
      try (FileOutputStream out = new FileOutputStream(pty.slave().toFile())) {
        out.write("AT\r\n".getBytes(StandardCharsets.US_ASCII));
      }
      int octets = 4 * i;
      await().pollInterval(Duration.ofMillis(3)).until(() -> size(heard) == octets);
    }
  }

  @Test
  void hangsUpWhenItIsClosed() throws Exception {
    try (FileInputStream in = new FileInputStream(pty.slave().toFile())) {
      thread.on(pty::close);
      assertThat(endOf(in)).isTrue();
    }
    assertThat(Files.exists(pty.slave())).isFalse();
  }

  private static boolean endOf(FileInputStream in) {
    try {
      return in.read() < 0;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void sendsAtItsPace() throws Exception {
    byte[] second = new byte[2_400];
    long begun = System.nanoTime();
    thread.on(
        () -> {
          pty.pace(96_000);
          pty.write(second);
        });
    try (FileInputStream in = new FileInputStream(pty.slave().toFile())) {
      read(in, second.length);
    }
    // 2400 octets of ten bits at 96,000 bits in a second
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(249));
    assertThat(pty.overruns()).isZero();
  }

  @Test
  void losesWhatNobodyReadsInTimeAsAUartDoes() throws Exception {
    thread.on(
        () -> {
          pty.pace(8_000_000);
          pty.write(new byte[200_000]);
        });
    await().pollInterval(Duration.ofMillis(3)).until(() -> pty.waiting() == 0);
    // The kernel keeps some of it, as the buffer of a driver does.
    assertThat(pty.overruns()).isBetween(100_000L, 200_000L);
  }

  private static byte[] read(FileInputStream in, int octets) throws IOException {
    byte[] all = new byte[octets];
    int length = 0;
    while (length < octets) {
      length += in.read(all, length, octets - length);
    }
    return all;
  }

  private ByteArrayOutputStream listen() throws Exception {
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    thread.on(() -> pty.onOctets((octets, length) -> heard.write(octets, 0, length)));
    return heard;
  }

  private int size(ByteArrayOutputStream heard) throws Exception {
    return thread.on(heard::size);
  }
}
