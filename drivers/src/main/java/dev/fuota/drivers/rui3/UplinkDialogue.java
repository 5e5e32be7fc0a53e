package dev.fuota.drivers.rui3;

import dev.fuota.drivers.at.Awaited;
import dev.fuota.drivers.at.RoomForCommands;
import dev.fuota.drivers.modem.Dialect.Sent;
import dev.fuota.drivers.modem.Outcome;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.lorawan.region.Region;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Uplinks. {@code AT+SEND} is over with {@code +EVT:TX_DONE} or {@code +EVT:SEND_CONFIRMED_…}; then
 * the data rate is read, since the network may have changed it and the next payload depends on it.
 */
final class UplinkDialogue {
  /** SF12, both windows with the latest delays, and a try of the module's own before. */
  private static final Duration WINDOWS = Duration.ofSeconds(60);

  /** With eight tries. */
  private static final Duration CONFIRMED = Duration.ofMinutes(5);

  private static final Outcome LATE =
      Outcome.gone(
          "The RAK module took an uplink and never said that it is done; it is asked anew.");

  private final Console console;
  private final Region region;
  private final Awaited<Boolean> sent;
  private final RoomForCommands room = new RoomForCommands();
  private Optional<Boolean> confirming = Optional.empty();
  private int dataRate;

  UplinkDialogue(Console console, Region region, Scheduler scheduler) {
    this.console = console;
    this.region = region;
    this.sent = new Awaited<>(scheduler);
    this.dataRate = region.defaultUplinkRate();
  }

  void forget() {
    sent.forget();
    confirming = Optional.empty();
  }

  void onSent(boolean acknowledged) {
    sent.onEvent(acknowledged);
  }

  int maxPayload() {
    return region.maxPayload(dataRate, region.uplinkDwellByDefault());
  }

  void readDataRate(Consumer<Outcome> done) {
    console.read(
        "DR",
        read -> {
          if (read.outcome().isOk() && read.value().matches("\\d{1,2}")) {
            dataRate = Integer.parseInt(read.value());
          }
          done.accept(read.outcome());
        });
  }

  void send(int fPort, byte[] payload, boolean confirmed, Consumer<Sent> done) {
    if (confirming.equals(Optional.of(confirmed))) {
      transmit(fPort, payload, confirmed, done);
      return;
    }
    console.run(
        "AT+CFM=" + (confirmed ? 1 : 0),
        outcome -> {
          if (outcome.isOk()) {
            confirming = Optional.of(confirmed);
            transmit(fPort, payload, confirmed, done);
          } else {
            done.accept(Sent.not(outcome));
          }
        });
  }

  /** The module takes no empty payload, so one zero octet stands for it. */
  private void transmit(int fPort, byte[] payload, boolean confirmed, Consumer<Sent> done) {
    String hex = payload.length == 0 ? "00" : HexFormat.of().formatHex(payload);
    sent.begin(
        console.step("AT+SEND=" + fPort + ":" + hex),
        confirmed ? CONFIRMED : WINDOWS,
        LATE,
        end -> readDataRate(ignored -> done.accept(judge(payload.length, end))));
  }

  private Sent judge(int length, Awaited.End<Boolean> end) {
    return new Sent(room.judge(end.outcome(), length, maxPayload()), end.event().orElse(false));
  }
}
