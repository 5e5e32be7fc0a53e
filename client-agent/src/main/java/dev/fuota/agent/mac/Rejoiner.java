package dev.fuota.agent.mac;

import dev.fuota.agent.mac.Transceiver.Heard;
import dev.fuota.agent.mac.plan.Send;
import dev.fuota.hal.flash.FlashFault;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.RejoinRequest;
import dev.fuota.protocol.lorawan.command.ForceRejoinReq;
import dev.fuota.protocol.lorawan.region.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Rejoin-requests of a LoRaWAN 1.1 session: those that the network forces, those of type 0 that are
 * due after so many uplinks or so long a time, and those that the application asks for (LoRaWAN
 * 1.1, sections 5.12, 5.13 and 6.2.4). The session goes on until a join-accept answers.
 */
final class Rejoiner {
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration UNIT = Duration.ofSeconds(32); // of ForceRejoinReq's period

  private final Core core;
  private final Transceiver radio;
  private final BooleanSupplier idle;
  private final Runnable rejoined;
  private final RejoinCounts counts;
  private Predicate<Heard> others = heard -> false;
  private Scheduler.@Nullable Task next;
  private int type;
  private OptionalInt rate = OptionalInt.empty();
  private int left;
  private Duration period = Duration.ZERO;
  private int uplinks;
  private Instant last;

  /**
   * Nothing to do.
   *
   * @param idle whether no uplink is under way
   * @param rejoined runs when a new session has begun
   */
  Rejoiner(Core core, Transceiver radio, BooleanSupplier idle, Runnable rejoined) {
    this.core = core;
    this.radio = radio;
    this.idle = idle;
    this.rejoined = rejoined;
    this.counts = new RejoinCounts(core.store.records());
    this.last = core.now();
  }

  /** Who hears frames that are no join-accept. */
  void hearBy(Predicate<Heard> other) {
    others = other;
  }

  /** The network wants one, and repetitions until it answers. */
  void force(ForceRejoinReq request) {
    int wanted =
        request.rejoinType() == RejoinCounts.REKEY ? RejoinCounts.REKEY : RejoinCounts.RESET;
    period = UNIT.multipliedBy(1L << request.period());
    start(wanted, OptionalInt.of(request.dr()), 1 + request.maxRetries());
  }

  /** The application wants one of this type, 0..2. */
  void ask(int wanted) {
    start(wanted, OptionalInt.empty(), 1);
  }

  private void start(int wanted, OptionalInt withRate, int times) {
    boolean speaks = core.session().filter(Session::isV11).isPresent();
    if (!speaks || !(core.config.activation() instanceof Activation.Otaa)) {
      return;
    }
    type = wanted;
    rate = withRate;
    left = times;
    schedule(SOON);
  }

  private void schedule(Duration delay) {
    if (next != null) {
      next.cancel();
    }
    next = core.scheduler.after(delay, this::request);
  }

  /** An uplink is over: RejoinParamSetupReq counts them. */
  void onUplink() {
    uplinks++;
    boolean due =
        uplinks >= core.plan().rejoin().maxUplinks()
            || !core.now().isBefore(last.plus(core.plan().rejoin().maxTime()));
    if (due && left == 0) {
      ask(RejoinCounts.RESET);
    }
  }

  private void request() {
    next = null;
    Optional<Session> session = core.session();
    if (session.isEmpty()
        || left == 0
        || !(core.config.activation() instanceof Activation.Otaa device)) {
      left = 0;
      return;
    }
    Optional<Send> send =
        idle.getAsBoolean() ? core.plan().nextSend(core.now(), core.random) : Optional.empty();
    if (send.isEmpty()) {
      schedule(SOON);
      return;
    }
    left--;
    uplinks = 0;
    last = core.now();
    send(device, session.get(), withRate(send.get()));
  }

  /** With the data rate that the network named, if the channel allows it. */
  private Send withRate(Send send) {
    Optional<Channel> channel = core.plan().definedChannel(send.channelIndex());
    return rate.isPresent() && channel.filter(it -> it.allows(rate.getAsInt())).isPresent()
        ? new Send(
            send.channelIndex(),
            send.frequencyHz(),
            core.config.region().uplinkRate(rate.getAsInt()).orElse(send.rate()),
            send.eirpDbm())
        : send;
  }

  private void send(Activation.Otaa device, Session session, Send send) {
    OptionalInt count;
    try {
      count = counts.take(type, session.number());
    } catch (FlashFault fault) {
      onWindowsOver(Optional.empty());
      return;
    }
    if (count.isEmpty()) {
      left = 0;
      return;
    }
    RejoinRequest request = Activated.request(device, type, session.netId(), count.getAsInt());
    AesKey key =
        type == RejoinCounts.HOME ? device.keys().jsIntKey(device.devEui()) : session.sNwkSIntKey();
    new JoinExchange(
            core,
            device,
            send,
            request.seal(key),
            type,
            count.getAsInt(),
            others,
            this::onWindowsOver)
        .begin(radio);
  }

  private void onWindowsOver(Optional<Activated> activated) {
    if (activated.isPresent()) {
      left = 0;
      core.begin(activated.get());
      rejoined.run();
    } else if (left > 0) {
      schedule(period.plus(core.between(Duration.ZERO, UNIT)));
    }
  }
}
