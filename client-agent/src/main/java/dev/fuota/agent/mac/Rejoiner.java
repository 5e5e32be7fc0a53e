package dev.fuota.agent.mac;

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
  private final Activation.Otaa device;
  private final Uplinks uplinks;
  private final Whole whole;
  private final RejoinCounts counts;
  private Scheduler.@Nullable Task next;
  private int type;
  private OptionalInt rate = OptionalInt.empty();
  private int left;
  private Duration period = Duration.ZERO;
  private int uplinksSince;
  private Instant last;

  /** Nothing to do. */
  Rejoiner(Core core, Activation.Otaa device, Transceiver radio, Uplinks uplinks, Whole whole) {
    this.core = core;
    this.device = device;
    this.radio = radio;
    this.uplinks = uplinks;
    this.whole = whole;
    this.counts = new RejoinCounts(core.store.records());
    this.last = core.now();
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
    if (core.session().filter(Session::isV11).isEmpty()) {
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
    uplinksSince++;
    boolean due =
        uplinksSince >= core.plan().rejoin().maxUplinks()
            || !core.now().isBefore(last.plus(core.plan().rejoin().maxTime()));
    if (due && left == 0) {
      ask(RejoinCounts.RESET);
    }
  }

  private void request() {
    next = null;
    Optional<Session> session = core.session();
    if (session.isEmpty() || left == 0) {
      left = 0;
      return;
    }
    Optional<Send> send =
        isPossible() ? core.plan().nextSend(core.now(), core.random) : Optional.empty();
    if (send.isEmpty()) {
      schedule(SOON);
      return;
    }
    left--;
    uplinksSince = 0;
    last = core.now();
    send(session.get(), withRate(send.get()));
  }

  private boolean isPossible() {
    return uplinks.isIdle() && whole.mayTransmit(JoinExchange.LENGTH_MAX);
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

  private void send(Session session, Send send) {
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
            whole,
            this::onWindowsOver)
        .begin(radio);
  }

  private void onWindowsOver(Optional<Activated> activated) {
    if (activated.isPresent()) {
      left = 0;
      core.begin(activated.get());
      whole.onActivated();
    } else if (left > 0) {
      schedule(period.plus(core.between(Duration.ZERO, UNIT)));
    }
  }
}
