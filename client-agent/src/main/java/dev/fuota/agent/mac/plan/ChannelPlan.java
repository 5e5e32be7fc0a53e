package dev.fuota.agent.mac.plan;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.JoinAccept;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.command.LinkAdrAns;
import dev.fuota.protocol.lorawan.command.LinkAdrReq;
import dev.fuota.protocol.lorawan.command.MacCommand;
import dev.fuota.protocol.lorawan.region.Channel;
import dev.fuota.protocol.lorawan.region.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a device sends and receives with: its channels, data rate, power and windows, how a network
 * changes them, and what becomes of them when nobody answers (LoRaWAN 1.0.4; RP002-1.0.4).
 *
 * <p>Whatever the network asks for, there is always a channel on which the data rate is allowed,
 * and the power is one of the region's.
 */
public final class ChannelPlan {
  private final PlanState state;
  private final DutyCycle dutyCycle;
  private @Nullable JoinSequence joins; // made for the first one

  /**
   * A device as it leaves the factory.
   *
   * @param adr whether the network may choose data rate, power and repetitions
   * @param defaultRate data rate index of uplinks until the network says otherwise; where the
   *     channels of the region do not allow it the next one that they do
   * @throws IllegalArgumentException if no device of the region sends with that data rate
   */
  public ChannelPlan(Region region, LorawanVersion version, boolean adr, int defaultRate) {
    this(region, version, adr, defaultRate, OptionalInt.empty());
  }

  /**
   * The same in a network of which it is known that it has but one sub-band: as long as the network
   * says nothing else the device joins and sends there only.
   *
   * @param subBand 1..8: channels 8(n-1) to 8(n-1)+7 and channel 63+n; empty: all channels
   * @throws IllegalArgumentException also if the region has no sub-bands
   */
  public ChannelPlan(
      Region region, LorawanVersion version, boolean adr, int defaultRate, OptionalInt subBand) {
    if (subBand.isPresent() && !region.hasSubBand(subBand.getAsInt())) {
      throw new IllegalArgumentException(region + " has no sub-band " + subBand.getAsInt());
    }
    if (region.uplinkRate(defaultRate).isEmpty()) {
      throw new IllegalArgumentException(region + " has no uplinks with DR" + defaultRate);
    }
    this.state = new PlanState(region, version, adr, defaultRate, subBand);
    this.dutyCycle = new DutyCycle(region);
  }

  /**
   * Does what a network asks for.
   *
   * @return the answers in the order of the commands; those to commands that are not about these
   *     settings are not among them
   */
  public List<MacCommand> apply(List<MacCommand> downlink, CommandContext context) {
    LinkAdr linkAdr = new LinkAdr(state);
    CommandAnswers answers = new CommandAnswers(state);
    List<MacCommand> all = new ArrayList<>();
    for (int next = 0; next < downlink.size(); ) {
      List<LinkAdrReq> block = blockAt(downlink, next);
      if (block.isEmpty()) {
        answers.answer(downlink.get(next), context).ifPresent(all::add);
        next++;
      } else {
        LinkAdrAns answer = linkAdr.apply(block);
        all.addAll(Collections.nCopies(block.size(), answer));
        next += block.size();
      }
      state.settle();
    }
    return all;
  }

  private static List<LinkAdrReq> blockAt(List<MacCommand> commands, int from) {
    List<LinkAdrReq> block = new ArrayList<>();
    for (int i = from; i < commands.size() && commands.get(i) instanceof LinkAdrReq one; i++) {
      block.add(one);
    }
    return block;
  }

  /** Forgets what a network said: the next thing that is sent is a join-request. */
  public void startJoin() {
    state.reset();
    joins().restart();
  }

  private JoinSequence joins() {
    if (joins == null) {
      joins = new JoinSequence(state.region, state.ownRate, state.channels.subBand());
    }
    return joins;
  }

  /** How the next join-request is sent: each one on other channels, by the rules of the region. */
  public Send nextJoin(RandomGenerator random) {
    JoinSequence.Attempt attempt = joins().next(random);
    return send(attempt.channel(), attempt.rate());
  }

  /**
   * Takes what a join-accept says: the channels and windows of the region, changed by it. What does
   * not exist in the region is left as the region has it.
   */
  public void join(JoinAccept accept) {
    new JoinSettings(state).apply(accept, joins().lastRate());
  }

  /**
   * How the next uplink is sent.
   *
   * @return empty if every channel is closed until {@link #freeAt}
   */
  public Optional<Send> nextSend(Instant now, RandomGenerator random) { // MAC-046
    List<Integer> free = usable().stream().filter(index -> !freeAt(index).isAfter(now)).toList();
    return free.isEmpty()
        ? Optional.empty()
        : Optional.of(send(free.get(random.nextInt(free.size())), state.sending.rate()));
  }

  /** From when on an uplink can be sent: now, or when the first channel opens. */
  public Instant freeAt(Instant now) {
    if (dutyCycle.isOpen(now)) {
      return now; // whoever waits asks often, and there may be 72 channels
    }
    Instant first = usable().stream().map(this::freeAt).min(Instant::compareTo).orElseThrow();
    return first.isAfter(now) ? first : now;
  }

  private List<Integer> usable() {
    return state.channels.allowing(state.channels.enabled(), state.sending.rate());
  }

  private Instant freeAt(int index) {
    return dutyCycle.freeAt(channel(index).frequencyHz());
  }

  private Channel channel(int index) {
    return state.channels.channel(index).orElseThrow();
  }

  private Send send(int index, int rate) {
    DataRate dataRate = state.region.uplinkRate(rate).orElseThrow();
    return new Send(index, channel(index).frequencyHz(), dataRate, eirpDbm());
  }

  /**
   * An uplink or a join-request was sent.
   *
   * @param end of its last symbol
   */
  public void sent(Send send, Duration airTime, Instant end) {
    dutyCycle.sent(send.frequencyHz(), airTime, state.limits.dutyCycleExponent(), end);
  }

  /** RX1 behind an uplink. */
  public Reception rx1(Send send) { // MAC-040
    int rate =
        state
            .region
            .rx1Rate(send.rate().index(), state.receiving.rx1Offset(), state.limits.downlinkDwell())
            .orElseThrow();
    return reception(state.channels.rx1FrequencyHz(send.channelIndex(), send.frequencyHz()), rate);
  }

  /** RX2, which is also the window of class C. */
  public Reception rx2() { // MAC-041
    return reception(state.receiving.rx2FrequencyHz(), state.receiving.rx2Rate());
  }

  private Reception reception(int frequencyHz, int rate) {
    return new Reception(frequencyHz, state.region.dataRate(rate).orElseThrow());
  }

  /** From the end of an uplink to RX1. */
  public Duration rxDelay1() {
    return Duration.ofSeconds(state.receiving.delaySeconds());
  }

  /** The data rate of uplinks. */
  public DataRate rate() {
    return state.region.uplinkRate(state.sending.rate()).orElseThrow();
  }

  /** Index of the power, 0 for the most. */
  public int txPower() {
    return state.sending.txPower();
  }

  public int eirpDbm() {
    return state.region.eirpDbm(state.sending.txPower())
        - state.region.maxEirpDbm()
        + state.limits.maxEirpDbm();
  }

  /** How often each uplink is sent, 1..15. */
  public int nbTrans() {
    return state.sending.nbTrans();
  }

  /** The most octets of FOpts and FRMPayload together. */
  public int maxPayload() {
    return state.region.maxPayload(state.sending.rate(), state.limits.uplinkDwell());
  }

  /** The numbers of the channels that are on. */
  public List<Integer> enabledChannels() {
    return state.channels.defined().and(state.channels.enabled()).indices();
  }

  /** A channel that the device has, on or off. */
  public Optional<Channel> definedChannel(int index) {
    return state.channels.channel(index);
  }

  public Region region() {
    return state.region;
  }

  /** Where the network put beacon and ping slots. */
  public ClassBSettings classB() {
    return state.classB;
  }

  public RejoinSettings rejoin() {
    return state.rejoin;
  }

  /**
   * Counts a new uplink, not its repetitions, before it is made: in adaptive data rate a device
   * that hears nothing raises power and range by and by.
   */
  public void uplink() {
    if (!state.adr) {
      return;
    }
    AdrBackoff.Step step = state.backoff.uplink();
    if (step != AdrBackoff.Step.NONE) {
      state.sending = state.sending.withDefaultPower();
    }
    if (step == AdrBackoff.Step.RANGE) {
      widen();
    }
  }

  /**
   * One data rate lower; behind the lowest one all channels of the region, and one transmission.
   */
  private void widen() {
    List<Integer> lower =
        state.usableRates().stream().filter(rate -> rate < state.sending.rate()).toList();
    if (lower.isEmpty()) {
      state.channels.enableDefaults();
      state.sending = state.sending.withDefaultNbTrans();
    } else {
      state.sending = state.sending.withRate(lower.get(lower.size() - 1));
    }
  }

  /**
   * One data rate lower, if there is one that carries {@code octets}: so a device before LoRaWAN
   * 1.0.4 repeats a confirmed uplink that nobody acknowledges.
   *
   * @param octets of FOpts and FRMPayload together
   */
  public void lowerRate(int octets) {
    state.usableRates().stream()
        .filter(rate -> rate < state.sending.rate())
        .filter(rate -> octets <= state.region.maxPayload(rate, state.limits.uplinkDwell()))
        .max(Integer::compare)
        .ifPresent(rate -> state.sending = state.sending.withRate(rate));
  }

  /** Whether the uplink that was counted last sets ADRACKReq. */
  public boolean adrAckReq() {
    return state.adr && state.backoff.asks();
  }

  /** A downlink of class A arrived for this device. */
  public void downlink() { // MAC-074
    state.backoff.downlink();
  }

  /** What must survive a reset. */
  public Bytes save() {
    return PlanRecord.write(state);
  }

  /**
   * A plan as it was saved.
   *
   * @param saved hostile: what is no plan of this region and version is empty
   */
  public static Optional<ChannelPlan> load(
      Bytes saved, Region region, LorawanVersion version, boolean adr, int defaultRate) {
    return load(saved, region, version, adr, defaultRate, OptionalInt.empty());
  }

  /** The same in a sub-band: see the constructor. */
  public static Optional<ChannelPlan> load(
      Bytes saved,
      Region region,
      LorawanVersion version,
      boolean adr,
      int defaultRate,
      OptionalInt subBand) {
    ChannelPlan plan = new ChannelPlan(region, version, adr, defaultRate, subBand);
    return PlanRecord.read(saved, plan.state) ? Optional.of(plan) : Optional.empty();
  }
}
