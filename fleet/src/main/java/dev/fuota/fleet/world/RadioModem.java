package dev.fuota.fleet.world;

import dev.fuota.agent.mac.Mac;
import dev.fuota.agent.mac.MacConfig;
import dev.fuota.hal.link.LorawanLink;
import dev.fuota.hal.radio.Radio;

/** The product's own MAC on a radio. */
public final class RadioModem implements Modem {
  private final MacConfig config;
  private final Radio radio;
  private final UplinkCounterCheck check = new UplinkCounterCheck();

  /** A modem whose MAC is configured so. */
  public RadioModem(MacConfig config, Radio radio) {
    this.config = config;
    this.radio = radio;
  }

  @Override
  public LorawanLink start(Ports ports) {
    return new Mac(
        config,
        new PoweredRadio(radio, check, ports.device()),
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
