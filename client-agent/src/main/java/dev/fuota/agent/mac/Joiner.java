package dev.fuota.agent.mac;

import dev.fuota.agent.mac.plan.Send;
import dev.fuota.hal.flash.FlashFault;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.JoinRequest;
import dev.fuota.protocol.lorawan.TimeOnAir;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Joins: one join-request after the other, each with a new DevNonce, as seldom as the rules ask
 * for, until a join-accept comes (LoRaWAN 1.0.4, section 6.2).
 */
final class Joiner {
  private static final Duration AGAIN_MIN = Duration.ofSeconds(1);
  private static final Duration AGAIN_MAX = Duration.ofSeconds(10);

  private final Core core;
  private final Activation.Otaa device;
  private final Transceiver radio;
  private final Whole whole;
  private final DevNonces nonces;
  private final AirTimeBudget budget = new AirTimeBudget();
  private boolean exhausted;

  /** Nobody joins yet. */
  Joiner(Core core, Activation.Otaa device, Transceiver radio, Whole whole) {
    this.core = core;
    this.device = device;
    this.radio = radio;
    this.whole = whole;
    this.nonces = new DevNonces(core.store.records());
  }

  /** Whether there will never be another join-request. */
  boolean isExhausted() {
    return exhausted;
  }

  /** Begins to join, at a random moment. */
  void begin() {
    core.leave();
    core.scheduler.after(
        core.between(Duration.ZERO, core.config.habits().joinSpread()), this::next);
  }

  private void next() {
    if (!radio.isFree()) {
      core.scheduler.after(AGAIN_MIN, this::next);
      return;
    }
    Send send = core.plan().nextJoin(core.random);
    wait(send);
  }

  /** The request is known, not yet when it may be sent. */
  private void wait(Send send) {
    Instant now = core.now();
    Duration airTime = TimeOnAir.of(send.rate(), JoinRequest.LENGTH, true);
    Instant free = core.plan().freeAt(now);
    Instant paced = core.config.habits().joinPaced() ? budget.earliest(now, airTime) : now;
    Instant when = free.isAfter(paced) ? free : paced;
    if (when.isAfter(now) || !radio.isFree() || !whole.mayTransmit(JoinExchange.LENGTH_MAX)) {
      Duration pause = Duration.between(now, when);
      core.scheduler.after(pause.isZero() ? AGAIN_MIN : pause, () -> wait(send));
    } else {
      request(send);
    }
  }

  private void request(Send send) {
    OptionalInt nonce;
    try {
      nonce = nonces.take();
    } catch (FlashFault fault) {
      again(); // a nonce that flash does not know to be used is not used
      return;
    }
    if (nonce.isEmpty()) {
      exhausted = true;
      core.listener().onExhausted();
      return;
    }
    JoinRequest request = new JoinRequest(device.joinEui(), device.devEui(), nonce.getAsInt());
    Bytes phyPayload = request.seal(device.keys().nwkKey());
    JoinExchange exchange =
        new JoinExchange(
            core,
            device,
            send,
            phyPayload,
            Activated.JOIN,
            nonce.getAsInt(),
            whole,
            this::onWindowsOver);
    budget.spend(core.now(), exchange.airTime());
    exchange.begin(radio);
  }

  private void onWindowsOver(Optional<Activated> activated) {
    if (activated.isPresent()) {
      core.begin(activated.get());
      whole.onActivated();
    } else {
      again();
    }
  }

  private void again() {
    core.scheduler.after(core.between(AGAIN_MIN, AGAIN_MAX), this::next);
  }
}
