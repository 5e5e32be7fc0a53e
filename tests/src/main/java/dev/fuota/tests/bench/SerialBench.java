package dev.fuota.tests.bench;

import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.serial.SerialLine;
import dev.fuota.linux.libc.Pty;
import dev.fuota.linux.serial.JSerialLine;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * The serial path at 115,200 baud: as many octets each way at the same time, from a pseudo-terminal
 * that is as fast as such a line through jSerialComm and back, and whether all of them came.
 */
final class SerialBench implements SerialLine.Listener {
  private static final int BAUD = 115_200;
  private static final int BITS = 10;

  /** The host gives what goes over the line in that time. */
  private static final Duration TURN = Duration.ofMillis(20);

  private static final int CHUNK = (int) (BAUD / BITS * TURN.toMillis() / 1000);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final int octets;
  private final EventLoop loop = new EventLoop(System::nanoTime, Instant.now());
  private final Pty pty;
  private final SerialLine line;
  private final Stream toHost = new Stream(1);
  private final Stream toModem = new Stream(2);
  private long begun;
  private long lastHeard;

  /** What goes one way, and what came of it. */
  private static final class Stream {
    private final SplittableRandom random;
    private final MessageDigest given = sha256();
    private final MessageDigest heard = sha256();
    private int sent;
    private int received;

    Stream(long seed) {
      random = new SplittableRandom(seed);
    }

    byte[] next(int length) {
      byte[] chunk = new byte[length];
      random.nextBytes(chunk);
      given.update(chunk);
      sent += length;
      return chunk;
    }

    void hear(byte[] octets, int length) {
      heard.update(octets, 0, length);
      received += length;
    }

    private static MessageDigest sha256() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has it", e);
      }
    }

    String result(String name) {
      return String.format(
          Locale.ROOT,
          "%s: sent %,d, received %,d, lost %,d, equal %s%n",
          name,
          sent,
          received,
          sent - received,
          MessageDigest.isEqual(given.digest(), heard.digest()) ? "yes" : "no");
    }
  }

  SerialBench(int octets) throws IOException {
    this.octets = octets;
    this.pty = Pty.open(loop);
    this.line = JSerialLine.open(pty.slave(), BAUD, loop);
  }

  void run() {
    pty.pace(BAUD);
    pty.onOctets((came, length) -> hear(toModem, came, length));
    line.listen(this);
    loop.run();
    double seconds = (lastHeard - begun) / 1e9;
    System.out.printf(
        Locale.ROOT, "%,d octets each way at %,d baud in %.1f s%n", octets, BAUD, seconds);
    System.out.print(toHost.result("modem to host"));
    System.out.print(toModem.result("host to modem"));
    System.out.printf(Locale.ROOT, "overruns: %,d%n", pty.overruns());
    line.close();
    pty.close();
    loop.close();
  }

  @Override
  public void onOpened() {
    begun = System.nanoTime();
    lastHeard = begun;
    turn();
    watch();
  }

  /** The modem's side is paced by the terminal itself. */
  private void turn() {
    int modem = Math.min(CHUNK, octets - toHost.sent);
    if (modem > 0) {
      pty.write(toHost.next(modem));
    }
    int host = Math.min(CHUNK, octets - toModem.sent);
    if (host > 0 && !line.write(toModem.next(host))) {
      throw new IllegalStateException("the line takes no more");
    }
    if (modem > 0 || host > 0) {
      long due = begun + toModem.sent * (1_000_000_000L * BITS / BAUD);
      loop.after(Duration.ofNanos(Math.max(0, due - System.nanoTime())), this::turn);
    }
  }

  /** Ends when all came, or nothing comes any more. */
  private void watch() {
    boolean all = toHost.received == octets && toModem.received == octets;
    if (all || System.nanoTime() - lastHeard > PATIENCE.toNanos()) {
      loop.stop();
    } else {
      loop.after(TURN, this::watch);
    }
  }

  private void hear(Stream stream, byte[] came, int length) {
    lastHeard = System.nanoTime();
    stream.hear(came, length);
  }

  @Override
  public void onOctets(byte[] came, int length) {
    hear(toHost, came, length);
  }

  @Override
  public void onLost(String reason) {
    System.out.println(reason);
    loop.stop();
  }
}
