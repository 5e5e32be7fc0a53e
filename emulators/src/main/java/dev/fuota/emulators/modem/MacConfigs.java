package dev.fuota.emulators.modem;

import dev.fuota.agent.mac.Activation;
import dev.fuota.agent.mac.MacConfig;
import dev.fuota.agent.mac.MacHabits;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.Eui;
import dev.fuota.protocol.lorawan.JoinKeys;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.protocol.lorawan.region.Region;
import java.time.Duration;
import java.util.OptionalInt;

/** The MAC inside a modem, from the settings that its host typed in hexadecimal digits. */
final class MacConfigs {
  private MacConfigs() {}

  /** A modem joins when it is told to, and once. */
  static MacConfig of(
      Region region, Activation activation, int dataRate, boolean adr, OptionalInt subBand) {
    return MacConfig.of(region, activation)
        .withDataRate(dataRate, adr)
        .withHabits(MacHabits.USUAL.withJoinSpread(Duration.ZERO).impatient().withSubBand(subBand));
  }

  static Activation otaa(String devEui, String joinEui, String appKey) {
    return new Activation.Otaa(
        Eui.fromHex(devEui), Eui.fromHex(joinEui), new JoinKeys(AesKey.fromHex(appKey)));
  }

  static Activation personalised(String devAddr, String nwkSKey, String appSKey) {
    return new Activation.Personalised(
        DevAddr.fromHex(devAddr),
        new SessionKeys(AesKey.fromHex(nwkSKey), AesKey.fromHex(appSKey)));
  }
}
