package dev.fuota.emulators.modem;

import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.codec.Bytes;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The data behind a command of lora-modem, in hexadecimal mode: two digits an octet, and nothing
 * else. What has come after a second is sent, as if it were all.
 */
final class UplinkData {
  private static final Duration LIMIT = Duration.ofSeconds(1);

  private final Scheduler scheduler;
  private final Consumer<Uplink> complete;
  private final Runnable bad;
  private final StringBuilder digits = new StringBuilder();
  private int commands;
  private int port;
  private int length;
  private boolean confirmed;

  /** What is to be sent. */
  record Uplink(int port, Bytes payload, boolean confirmed) {}

  UplinkData(Scheduler scheduler, Consumer<Uplink> complete, Runnable bad) {
    this.scheduler = scheduler;
    this.complete = complete;
    this.bad = bad;
  }

  /** So many octets are data from now on. */
  void await(int onPort, int octets, boolean acknowledged) {
    digits.setLength(0);
    port = onPort;
    length = octets;
    confirmed = acknowledged;
    int mine = ++commands;
    scheduler.after(
        LIMIT,
        () -> {
          if (mine == commands && isAwaited()) {
            end();
          }
        });
  }

  boolean isAwaited() {
    return length > 0;
  }

  /** As in a reset. */
  void forget() {
    length = 0;
  }

  void take(byte octet) {
    if (Character.digit(octet, 16) < 0) {
      forget();
      bad.run();
      return;
    }
    digits.append((char) octet);
    if (digits.length() == 2 * length) {
      end();
    }
  }

  private void end() {
    forget();
    String whole = digits.substring(0, digits.length() / 2 * 2);
    complete.accept(new Uplink(port, Bytes.fromHex(whole), confirmed));
  }
}
