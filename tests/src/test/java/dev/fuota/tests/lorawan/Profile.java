package dev.fuota.tests.lorawan;

import dev.fuota.agent.mac.Activation;
import dev.fuota.agent.mac.DeviceClass;
import dev.fuota.agent.mac.MacConfig;
import dev.fuota.agent.mac.MacHabits;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.Eui;
import dev.fuota.protocol.lorawan.JoinKeys;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.network.DeviceRegistration;
import dev.fuota.server.port.DeviceId;
import java.util.List;
import java.util.random.RandomGenerator;

/** What a device is, to itself and to the network. */
record Profile(int number, MacConfig config, DeviceRegistration registration) {
  private static final Eui JOIN_EUI = new Eui(0x70b3_d500_0000_0001L);
  private static final List<LorawanVersion> VERSIONS = List.of(LorawanVersion.values());
  private static final int ADDRESSES = 0x2600_0000;

  /** Draws a device. */
  static Profile draw(int number, Region region, Trouble trouble) {
    RandomGenerator random = trouble.random();
    LorawanVersion version = VERSIONS.get(random.nextInt(VERSIONS.size()));
    boolean classC = random.nextInt(3) == 0;
    boolean personalised = random.nextInt(5) == 0;
    Activation activation =
        personalised ? personalised(number, version, trouble) : joining(number, version, trouble);
    MacHabits habits = random.nextInt(3) == 0 ? MacHabits.USUAL.impatient() : MacHabits.USUAL;
    int rates = (int) region.dataRates().stream().filter(it -> isUsual(region, it.index())).count();
    MacConfig config =
        MacConfig.of(region, activation)
            .withVersion(version)
            .withClass(classC ? DeviceClass.C : DeviceClass.A)
            .withDataRate(random.nextInt(rates), random.nextBoolean())
            .withHabits(habits);
    return new Profile(number, config, registration(number, config, classC));
  }

  /** Data rates below the first gap, of 125 kHz. */
  private static boolean isUsual(Region region, int rate) {
    return region.uplinkRate(rate).filter(it -> it.bandwidthHz() == 125_000).isPresent();
  }

  private static Activation joining(int number, LorawanVersion version, Trouble trouble) {
    AesKey nwkKey = key(trouble);
    JoinKeys keys =
        version == LorawanVersion.V1_1 ? new JoinKeys(nwkKey, key(trouble)) : new JoinKeys(nwkKey);
    return new Activation.Otaa(new Eui(0x70b3_d500_0001_0000L + number), JOIN_EUI, keys);
  }

  private static Activation personalised(int number, LorawanVersion version, Trouble trouble) {
    return new Activation.Personalised(new DevAddr(ADDRESSES + number), session(version, trouble));
  }

  static SessionKeys session(LorawanVersion version, Trouble trouble) {
    return version == LorawanVersion.V1_1
        ? new SessionKeys(key(trouble), key(trouble), key(trouble), key(trouble))
        : new SessionKeys(key(trouble), key(trouble));
  }

  static AesKey key(Trouble trouble) {
    return AesKey.of(Bytes.of(trouble.octets(AesKey.LENGTH)));
  }

  private static DeviceRegistration registration(int number, MacConfig config, boolean classC) {
    dev.fuota.server.port.DeviceClass deviceClass =
        classC ? dev.fuota.server.port.DeviceClass.C : dev.fuota.server.port.DeviceClass.A;
    if (config.activation() instanceof Activation.Otaa otaa) {
      return new DeviceRegistration.Otaa(
          otaa.devEui(), otaa.joinEui(), otaa.keys(), config.version(), deviceClass);
    }
    Activation.Personalised known = (Activation.Personalised) config.activation();
    return new DeviceRegistration.Personalised(
        new DeviceId(0x70b3_d500_0002_0000L + number),
        known.devAddr(),
        known.keys(),
        config.version(),
        deviceClass);
  }

  DeviceId id() {
    return registration.device();
  }
}
