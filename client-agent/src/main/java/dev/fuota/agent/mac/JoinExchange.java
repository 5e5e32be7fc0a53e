package dev.fuota.agent.mac;

import dev.fuota.agent.mac.Transceiver.Emission;
import dev.fuota.agent.mac.Transceiver.Heard;
import dev.fuota.agent.mac.Transceiver.Windows;
import dev.fuota.agent.mac.plan.Send;
import dev.fuota.hal.flash.FlashFault;
import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.JoinAccept;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.TimeOnAir;
import dev.fuota.protocol.lorawan.region.Region;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One join- or rejoin-request and its two windows, in which alone a join-accept counts (LoRaWAN
 * 1.0.4, section 6.2). A wrong one, an old one, or one that flash does not keep changes nothing,
 * and the other window is opened all the same.
 */
final class JoinExchange implements Transceiver.Exchange {
  /** The longest request and its windows. */
  static final Duration LENGTH_MAX = Duration.ofSeconds(10);

  private final Core core;
  private final Activation.Otaa device;
  private final Send send;
  private final Bytes phyPayload;
  private final int asked;
  private final int nonce;
  private final Whole whole;
  private final Consumer<Optional<Activated>> done;
  private @Nullable Activated activated;

  /**
   * A request that is ready to be sent.
   *
   * @param asked {@link Activated#JOIN}, or the type of the rejoin-request
   * @param nonce DevNonce or RJcount
   * @param whole hears the other frames
   * @param done is told when the windows are over
   */
  JoinExchange(
      Core core,
      Activation.Otaa device,
      Send send,
      Bytes phyPayload,
      int asked,
      int nonce,
      Whole whole,
      Consumer<Optional<Activated>> done) {
    this.core = core;
    this.device = device;
    this.send = send;
    this.phyPayload = phyPayload;
    this.asked = asked;
    this.nonce = nonce;
    this.whole = whole;
    this.done = done;
  }

  /** How long the request is on air. */
  Duration airTime() {
    return TimeOnAir.of(send.rate(), phyPayload.length(), true);
  }

  void begin(Transceiver radio) { // MAC-023
    LoraChannel channel =
        new LoraChannel(
            send.frequencyHz(), send.rate().spreadingFactor(), send.rate().bandwidthHz());
    Windows windows =
        new Windows(
            Region.JOIN_ACCEPT_DELAY1,
            Optional.of(Core.channel(core.plan().rx1(send))),
            Core.channel(core.plan().rx2()));
    radio.transmit(new Emission(channel, send.eirpDbm(), phyPayload), windows, this);
  }

  @Override
  public void onSent() {
    core.plan().sent(send, airTime(), core.now());
  }

  @Override
  public boolean onAnswer(Heard heard) { // MAC-024
    Optional<Activated> opened =
        Activated.open(device, core.config.version(), asked, nonce, heard.phyPayload());
    if (opened.isEmpty()) {
      return whole.hear(heard);
    }
    if (!isFresh(opened.get().accept()) || !keep(opened.get())) {
      return false;
    }
    activated = opened.get();
    return true;
  }

  /** A network never goes back with its JoinNonce; who repeats one replays an old join-accept. */
  private boolean isFresh(JoinAccept accept) { // MAC-030
    LorawanVersion version = core.config.version();
    int last =
        core.store
            .session(device, version)
            .map(it -> it.accept().joinNonce())
            .orElse(JoinAccept.NO_JOIN_NONCE);
    boolean mustGrow = version == LorawanVersion.V1_1 || core.config.habits().joinNonceGrows();
    return version == LorawanVersion.V1_0_3 || accept.isFresh(last, mustGrow);
  }

  private boolean keep(Activated opened) {
    try {
      core.store.save(opened);
      return true;
    } catch (FlashFault fault) {
      return false;
    }
  }

  @Override
  public void onWindowsOver() {
    done.accept(Optional.ofNullable(activated));
  }
}
