package dev.fuota.device.link;

import dev.fuota.agent.mac.Mac;
import dev.fuota.agent.mac.MacConfig;
import dev.fuota.hal.link.LorawanLink;
import dev.fuota.hal.radio.Radio;
import java.util.function.Predicate;

/** The product's own MAC on a radio. */
public final class RadioLink implements DeviceLink {
  private final MacConfig config;
  private final Radio radio;
  private final Predicate<byte[]> guard;

  /**
   * A link whose MAC is configured so.
   *
   * @param guard is asked before each frame is sent, over all resets, and may keep it back: the
   *     place to have on the disk first what must not be sent twice
   */
  public RadioLink(MacConfig config, Radio radio, Predicate<byte[]> guard) {
    this.config = config;
    this.radio = radio;
    this.guard = guard;
  }

  @Override
  public LorawanLink start(Ports ports) {
    return new Mac(
        config,
        new PoweredRadio(radio, guard, ports),
        ports.nvm(),
        ports.clock(),
        ports.timers(),
        ports.random());
  }

  @Override
  public void stop() {
    radio.sleep();
  }
}
